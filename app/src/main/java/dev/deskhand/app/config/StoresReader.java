package dev.deskhand.app.config;

import dev.deskhand.content.Problems;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.SecretStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads which stores of secrets there are, and opens them: the part {@code secrets}. */
final class StoresReader {
  private final References own;
  private final Extensions extensions;
  private final Problems problems;

  StoresReader(References own, Extensions extensions, Problems problems) {
    this.own = own;
    this.extensions = extensions;
    this.problems = problems;
  }

  /** References that reach into the stores, too; nothing is loaded where none is configured. */
  References read(YamlMapping secrets) {
    if (secrets.values().isEmpty()) {
      return own;
    }
    Map<String, SecretStore> known =
        extensions.find(SecretStore.class, List.of(), SecretStore::scheme, problems);
    secrets.allowOnly(problems, known.keySet());
    Map<String, References.Store> open = new LinkedHashMap<>();
    List<String> keys = new ArrayList<>();
    known.forEach(
        (scheme, store) ->
            secrets
                .find(scheme)
                .ifPresent(
                    node ->
                        open(scheme, store, node.asMapping("\'" + scheme + "\'", problems), open)));
    secrets
        .values()
        .values()
        .forEach(
            node ->
                node.asMapping("a store", problems).values().values().stream()
                    .map(value -> value.asText("a setting", problems))
                    .filter(own::isReference)
                    .forEach(keys::add));
    return own.reaching(open, keys);
  }

  private void open(
      String scheme, SecretStore store, YamlMapping mapping, Map<String, References.Store> open) {
    mapping.allowOnly(problems, store.settings());
    Map<String, String> settings = new TreeMap<>();
    mapping.values().forEach((key, value) -> settings.put(key, value.asText(key, problems)));
    try {
      open.put(scheme, new References.Store(store.form(), store.open(settings, own)));
    } catch (ActionException e) {
      problems.add(mapping.at(), "secrets, " + scheme + ": " + e.getMessage());
    }
  }
}
