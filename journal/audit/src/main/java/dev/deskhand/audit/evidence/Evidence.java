package dev.deskhand.audit.evidence;

import dev.deskhand.audit.Verification;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.AuditRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sorts a period's entries into what auditors ask for. Takes every entry of the chain, in order;
 * not thread-safe.
 */
public final class Evidence {
  private static final Pattern RUN = Pattern.compile("run/([A-Za-z0-9-]+)(?:[/ ].*)?");

  /** Step actions by which somebody gets or loses access. */
  private static final Pattern ACCESS_STEP =
      Pattern.compile("run/.* (ldap|ad|entra|okta|keycloak|scim)[.]\\S+ on .*");

  /** Entries by which somebody gets or loses access to this very system. */
  private static final Pattern ACCESS =
      Pattern.compile("(role|access|account|delegation|grant|people)-.*|login|secret-shown");

  private static final Pattern EXCEPTION =
      Pattern.compile(
          "break-glass.*|frozen|freeze.*|unfrozen|unfreeze.*|restored|retention-applied|erased|key-.*"
              + "|step-unknown|step-settled|step-unclear|rollback-started");

  private static final Set<String> STEPS_DONE = Set.of("step-succeeded");

  private final Period period;
  private final Map<String, List<AuditRecord>> runs = new LinkedHashMap<>();
  private final List<AuditRecord> access = new ArrayList<>();
  private final List<AuditRecord> exceptions = new ArrayList<>();
  private final List<AuditRecord> refusals = new ArrayList<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private long entries;

  public Evidence(Period period) {
    this.period = period;
  }

  public void add(AuditRecord record) {
    AuditEntry entry = record.entry();
    if (!period.includes(entry.at())) {
      return;
    }
    entries++;
    counts.merge(entry.action(), 1, Integer::sum);
    Matcher run = RUN.matcher(entry.object());
    if (run.matches()) {
      runs.computeIfAbsent(run.group(1), _ -> new ArrayList<>()).add(record);
    }
    if (ACCESS.matcher(entry.action()).matches()
        || (STEPS_DONE.contains(entry.action()) && ACCESS_STEP.matcher(entry.object()).matches())) {
      access.add(record);
    }
    if (EXCEPTION.matcher(entry.action()).matches()) {
      exceptions.add(record);
    }
    if (entry.action().endsWith("-denied") || entry.action().equals("approval-declined")) {
      refusals.add(record);
    }
  }

  /**
   * The whole of it, for people.
   *
   * @param verification of the chain that the entries came from
   */
  public Document document(Verification verification) {
    Document.Builder out = new Document.Builder("Audit evidence, " + period);
    out.paragraph(
        entries
            + " entries in this period. Times are UTC. Each line ends with the number of its entry"
            + " in the chain, in audit.jsonl.");
    out.heading("Integrity");
    verification.lines().forEach(out::item);
    changes(out);
    section(out, "Access granted, revoked and used", access);
    section(out, "Exceptions", exceptions);
    section(out, "Refused", refusals);
    gaps(out, verification);
    out.heading("Entries by kind");
    counts.forEach((action, count) -> out.item(action + ": " + count));
    return out.build();
  }

  private void changes(Document.Builder out) {
    out.heading("Changes and their approvals");
    if (runs.isEmpty()) {
      out.paragraph("None.");
    }
    runs.forEach(
        (run, records) -> {
          out.subheading("Run " + run);
          records.forEach(record -> out.item(line(record)));
        });
  }

  private static void section(Document.Builder out, String heading, List<AuditRecord> records) {
    out.heading(heading);
    if (records.isEmpty()) {
      out.paragraph("None.");
    }
    records.forEach(record -> out.item(line(record)));
  }

  private void gaps(Document.Builder out, Verification verification) {
    out.heading("Gaps");
    List<String> gaps = new ArrayList<>();
    verification.fault().ifPresent(fault -> gaps.add("The chain: " + fault.told()));
    verification.notes().forEach(note -> gaps.add("The chain: " + note));
    if (verification.last() > verification.witnessed()) {
      gaps.add("Nobody outside has witnessed the chain beyond entry " + verification.witnessed());
    }
    runs.forEach(
        (run, records) -> {
          if (!new Change(run, records).hasEnded()) {
            gaps.add("Run " + run + " has no end in this period");
          }
        });
    if (gaps.isEmpty()) {
      out.paragraph("None found.");
    }
    gaps.forEach(out::item);
  }

  private static String line(AuditRecord record) {
    AuditEntry entry = record.entry();
    StringBuilder line =
        new StringBuilder()
            .append(entry.at())
            .append("  ")
            .append(entry.actor())
            .append("  ")
            .append(entry.action())
            .append("  ")
            .append(entry.object());
    part(line, "why", entry.grounds().rationale());
    part(line, "policies", String.join(", ", entry.grounds().policies()));
    part(line, "approved by", String.join(", ", entry.grounds().approvals()));
    part(line, "impact", entry.consequence().impact());
    part(line, "undone by", entry.consequence().rollbackPlan());
    part(line, "evidence", String.join(", ", entry.consequence().artefacts()));
    return line.append("  [").append(record.index()).append(']').toString();
  }

  private static void part(StringBuilder line, String name, String value) {
    if (!value.isEmpty()) {
      line.append("; ").append(name).append(": ").append(value);
    }
  }
}
