package dev.deskhand.runbooks;

import dev.deskhand.content.ContentVersion;
import java.util.List;
import java.util.Map;

/**
 * What a support team wrote down to be done.
 *
 * @param attributes what policies may ask about, such as {@code risk: low}
 * @param version of the file that it was read from
 */
public record Runbook(
    RunbookId id,
    String title,
    Map<String, String> attributes,
    List<InputDeclaration> inputs,
    List<Step> steps,
    Sayings sayings,
    ContentVersion version) {

  /** The attribute that names the calendars in which it may start, with commas between. */
  public static final String CALENDARS = "calendars";

  /**
   * What its requester reads at the end, in plain words: no states of accounts, no names of
   * approvers.
   */
  public record Sayings(String succeeded, String failed) {}

  public Runbook {
    attributes = Map.copyOf(attributes);
    inputs = List.copyOf(inputs);
    steps = List.copyOf(steps);
  }
}
