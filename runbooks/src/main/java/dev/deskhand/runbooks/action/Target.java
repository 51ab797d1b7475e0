package dev.deskhand.runbooks.action;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A system that steps act on, as the installation's configuration describes it.
 *
 * @param name by which runbooks and policies call it, such as {@code company-directory}
 * @param kind which actions fit: {@code ldap}, {@code ssh}, {@code http}
 * @param settings texts; a secret stands here only as a reference ({@code env:NAME}, {@code
 *     file:PATH})
 */
public record Target(String name, String kind, Map<String, String> settings) {
  /** The setting that every target takes. */
  public static final String RISK = "risk";

  /** What stands in it, rising. */
  public static final List<String> RISKS = List.of("low", "medium", "high");

  public Target {
    settings = Map.copyOf(settings);
  }

  /**
   * A setting that must be there.
   *
   * @throws ActionException naming the target and the setting
   */
  public String required(String setting) {
    return optional(setting)
        .orElseThrow(
            () ->
                new ActionException(
                    "target '"
                        + name
                        + "' has no setting '"
                        + setting
                        + "': add it to the"
                        + " configuration under targets"));
  }

  /** Its risk, as policies see it; a word that is none of them counts as the highest. */
  public Optional<String> risk() {
    return optional(RISK).map(it -> RISKS.contains(it) ? it : RISKS.getLast());
  }

  public Optional<String> optional(String setting) {
    return Optional.ofNullable(settings.get(setting));
  }
}
