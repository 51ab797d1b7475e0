package dev.deskhand.trees.yaml;

import dev.deskhand.content.Problems;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.content.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A text in each of a tree's languages: written once where there is one language, as {@code {en: …,
 * de: …}} where there are more.
 *
 * @param in the text of each language that is there
 */
record Wording(Map<String, Said> in) {
  /** What stands in the file. */
  record Said(String text, SourcePosition at) {}

  static Wording read(YamlMapping written, String key, List<String> languages, Problems problems) {
    YamlNode value = written.find(key).orElse(null);
    Map<String, Said> in = new LinkedHashMap<>();
    if (value instanceof YamlMapping translated) {
      translated.allowOnly(problems, languages);
      for (String language : languages) {
        if (translated.find(language).isPresent()) {
          in.put(language, said(translated, language, problems));
        } else {
          problems.add(
              translated.at(),
              "'" + key + "' is not written in '" + language + "': add " + language + ": …");
        }
      }
      return new Wording(in);
    }
    Said said = said(written, key, problems);
    if (languages.size() > 1 && value != null) {
      problems.add(
          said.at(),
          "'"
              + key
              + "' is written once for "
              + String.join(" and ", languages)
              + ": write "
              + key
              + ": {"
              + String.join(": …, ", languages)
              + ": …}");
    }
    in.put(languages.getFirst(), said);
    return new Wording(in);
  }

  private static Said said(YamlMapping written, String key, Problems problems) {
    return new Said(written.text(key, problems).strip(), written.placeOf(key));
  }

  /** The text in a language, or else in the first. */
  Said in(String language) {
    return in.getOrDefault(
        language,
        in.values().stream().findFirst().orElse(new Said("", new SourcePosition("", 1, 1))));
  }
}
