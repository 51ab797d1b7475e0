package dev.deskhand.actions.ldap;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Passwords that people have to type once: 20 characters without look-alikes, of every kind that
 * policies ask for. Over 110 bits.
 */
final class Passwords {
  private static final List<String> KINDS =
      List.of("ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnpqrstuvwxyz", "23456789", "-+=.:_");
  private static final String ALL = String.join("", KINDS);
  private static final int LENGTH = 20;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Passwords() {}

  static String next() {
    List<Character> characters = new ArrayList<>();
    KINDS.forEach(kind -> characters.add(one(kind)));
    while (characters.size() < LENGTH) {
      characters.add(one(ALL));
    }
    Collections.shuffle(characters, RANDOM);
    return characters.stream().map(String::valueOf).collect(Collectors.joining());
  }

  private static char one(String kind) {
    return kind.charAt(RANDOM.nextInt(kind.length()));
  }
}
