package dev.deskhand.bot.intent.opennlp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings a mistyped word back to a taught one. Two words are near when they are equal after at most
 * one letter of each is left out (the symmetric deletes of Garbe's SymSpell, 2012), so that a
 * lookup costs as much as the word has letters, however many words are known. Only words of at
 * least {@value #SHORTEST} letters are repaired, the first letter has to be right, and a word near
 * to several is left alone.
 */
final class Spelling {
  private static final int SHORTEST = 5;

  private final Set<String> known = new HashSet<>();
  private final Map<String, Set<String>> byDeletion = new HashMap<>();

  Spelling(List<Words> taught) {
    taught.forEach(words -> known.addAll(words.words()));
    known.stream()
        .filter(word -> word.length() >= SHORTEST - 1 && !Shape.isPlaceholder(word))
        .forEach(
            word ->
                deletions(word)
                    .forEach(
                        part -> byDeletion.computeIfAbsent(part, _ -> new HashSet<>()).add(word)));
  }

  Words repair(Words words) {
    List<String> repaired = new ArrayList<>();
    for (String word : words.words()) {
      repaired.add(nearest(word).orElse(word));
    }
    return repaired.equals(words.words()) ? words : Normaliser.words(String.join(" ", repaired));
  }

  private Optional<String> nearest(String word) {
    if (word.length() < SHORTEST || known.contains(word) || Shape.isPlaceholder(word)) {
      return Optional.empty();
    }
    Set<String> near = new HashSet<>();
    deletions(word).forEach(part -> near.addAll(byDeletion.getOrDefault(part, Set.of())));
    near.removeIf(other -> other.charAt(0) != word.charAt(0));
    return near.size() == 1 ? Optional.of(near.iterator().next()) : Optional.empty();
  }

  private static Set<String> deletions(String word) {
    Set<String> parts = new HashSet<>(Set.of(word));
    for (int i = 0; i < word.length(); i++) {
      parts.add(word.substring(0, i) + word.substring(i + 1));
    }
    return parts;
  }
}
