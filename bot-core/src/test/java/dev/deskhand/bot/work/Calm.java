package dev.deskhand.bot.work;

import dev.deskhand.content.Problems;
import dev.deskhand.runbooks.calendar.Calendars;
import dev.deskhand.runbooks.calendar.yaml.CalendarReader;
import java.util.List;
import java.util.Map;

/** Runbooks that start at night only, from 20:00 to 22:00 UTC. */
final class Calm {
  private static final String NIGHTS =
      """
      calendar: nights
      time-zone: UTC
      windows:
        evening: { days: [mon, tue, wed, thu, fri, sat, sun], from: "20:00", to: "22:00" }
      """;

  private static final String RUNBOOK =
      """
      runbook: %s
      title: Do it at night
      risk: low
      calendars: [nights]
      steps:
        - id: act
          title: Act
          action: ldap.unlock
          target: company-directory
          with: { account: ada }
          effect: idempotent
          timeout: 5s
      tell: { succeeded: All is calm., failed: It is not calm. }
      """;

  /** One that begins at once while it is night, and one that somebody has to agree to. */
  static final Map<String, String> RUNBOOKS =
      Map.of("calm", RUNBOOK.formatted("calm"), "agreed-calm", RUNBOOK.formatted("agreed-calm"));

  static final String POLICIES =
      """
      @id("calm-starts") @reason("Everybody may do it at night.") @authority("automatic")
      permit (principal, action in [Action::"see", Action::"start"], resource == Runbook::"calm");
      @id("agreed-calm-starts") @reason("An approver has to agree.")
      @authority("approval") @approver("approver") @approvals("1") @valid("PT24H")
      permit (principal, action in [Action::"see", Action::"start"], resource == Runbook::"agreed-calm");
      @id("calm-acts") @reason("It acts on directories.") @authority("automatic")
      permit (principal, action == Action::"perform", resource is Target)
      when { context has runbook && ["calm", "agreed-calm"].contains(context.runbook) };
      """;

  private Calm() {}

  static Calendars calendars() {
    Problems problems = new Problems();
    return new Calendars(
        List.of(
            new CalendarReader(Map.of())
                .read("nights.calendar.yaml", NIGHTS, problems)
                .orElseThrow(() -> new AssertionError(problems.all()))));
  }
}
