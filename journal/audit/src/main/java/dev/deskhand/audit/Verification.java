package dev.deskhand.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a check of the audit found.
 *
 * @param first the first entry that is there; above 1 after retention
 * @param last the last entry that fits; 0 when there is none
 * @param head its hash
 * @param witnessed the last entry that a witness has seen; 0 for none
 * @param notes what is out of the ordinary and accounted for
 */
public record Verification(
    long first, long last, String head, long witnessed, Optional<Fault> fault, List<String> notes) {
  public Verification {
    notes = List.copyOf(notes);
  }

  public boolean holds() {
    return fault.isEmpty();
  }

  /** All of it, a sentence a line. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        fault
            .map(found -> "The audit does not verify: " + found.told() + ".")
            .orElseGet(
                () ->
                    "The audit verifies: " + (last - first + 1) + " entries, head " + head + "."));
    notes.forEach(note -> lines.add("Note: " + note + "."));
    if (holds()) {
      lines.add(unwitnessed());
    }
    return lines;
  }

  private String unwitnessed() {
    if (last < first) {
      return "There is nothing to witness.";
    }
    if (witnessed == 0) {
      return "Unwitnessed: all of it. Nobody outside can say that nothing was cut off its end.";
    }
    return witnessed == last
        ? "Unwitnessed: nothing. The last entry was witnessed."
        : "Unwitnessed: entries " + (witnessed + 1) + " to " + last + ".";
  }
}
