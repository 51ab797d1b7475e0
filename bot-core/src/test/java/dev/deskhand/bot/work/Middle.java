package dev.deskhand.bot.work;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Runbooks that need people in their middle, and policies that let staff start them. */
final class Middle {
  private static final String ACT =
      """
        - id: %s
          title: %s
          action: ldap.unlock
          target: company-directory
          with: { account: %s }
          effect: idempotent
          timeout: 5s
      """;

  private static final String TELL =
      """
      tell:
        succeeded: All went well.
        failed: It did not work out.
      """;

  static final Map<String, String> RUNBOOKS =
      Map.of(
          "agree",
          """
          runbook: agree
          title: Agree to the rest
          risk: low
          inputs:
            account: { type: person, question: Whose?, default: requester }
          steps:
          """
              + ACT.formatted("first", "Do something small", "bob")
              + """
                - id: yes
                  title: Somebody agrees
                  approval: { role: approver, within: 4h }
              """
              + ACT.formatted("second", "Do something large", "ada")
              + TELL,
          "both",
          """
          runbook: both
          title: Two agree
          risk: low
          steps:
            - id: yes
              title: Two people agree
              approval: { role: approver, count: 2, within: 4h }
          """
              + ACT.formatted("act", "Act", "ada")
              + TELL,
          "climb",
          """
          runbook: climb
          title: Ask somebody else in the end
          risk: low
          steps:
            - id: yes
              title: Somebody agrees
              approval: { role: approver, within: 4h, escalate: oncall, after: 1h }
          """
              + ACT.formatted("act", "Act", "ada")
              + TELL,
          "form",
          """
          runbook: form
          title: Fill in a form
          risk: low
          steps:
            - id: details
              title: Ask for details
              ask:
                within: 2h
                form:
                  size: { type: choice, values: [small, large], question: How large is it? }
                  urgent: { type: boolean, question: Is it urgent? }
                  count: { type: integer, question: How many?, default: "1" }
            - id: act
              title: Act
              when: steps.details.urgent == "true" && steps.details.count == "3"
              action: ldap.unlock
              target: company-directory
              with: { account: ada }
              effect: idempotent
              timeout: 5s
          """
              + TELL,
          "jury",
          """
          runbook: jury
          title: Ask the approvers
          risk: low
          steps:
            - id: verdict
              title: Ask for the verdict
              ask:
                of: approver
                within: 2h
                form:
                  verdict: { type: string, question: What is the verdict? }
          """
              + ACT.formatted("act", "Act", "ada")
              + TELL,
          "care",
          """
          runbook: care
          title: Take care
          risk: low
          steps:
          """
              + ACT.formatted("act", "Act", "ada").stripTrailing()
              + "\n    on-failure: ask\n"
              + TELL,
          "wipe",
          """
          runbook: wipe
          title: Wipe a device
          risk: high
          inputs:
            device: { type: string, question: Which device? }
          steps:
          """
              + ACT.formatted("act", "Wipe it", "ada")
              + TELL,
          "lend",
          """
          runbook: lend
          title: Lend a device
          risk: low
          inputs:
            device: { type: string, question: Which device? }
            account: { type: person, question: To whom?, default: requester }
          steps:
          """
              + ACT.formatted("act", "Lend it", "ada")
              + TELL,
          "place",
          """
          runbook: place
          title: Place a device
          risk: medium
          inputs:
            device: { type: string, question: Which device? }
            room: { type: string, question: In which room? }
            weeks: { type: integer, question: For how many weeks? }
            account: { type: person, question: For whom?, default: requester }
          steps:
          """
              + ACT.formatted("act", "Place it", "ada")
              + TELL,
          "fleet",
          """
          runbook: fleet
          title: Mend the fleet
          risk: low
          steps:
            - id: all
              title: Mend all
              for-each: { account: [a1, a2, a3, a4, a5, a6] }
              waves: { canary: 1, size: 2, pause: 1m }
              tolerate: 1
              steps:
                - id: mend
                  title: "Mend {{ each.account }}"
                  action: ldap.unlock
                  target: company-directory
                  with: { account: "{{ each.account }}" }
                  effect: idempotent
                  timeout: 5s
          """
              + ACT.formatted("after", "Look after them", "ada")
              + TELL);

  static final String POLICIES =
      List.copyOf(RUNBOOKS.keySet()).stream()
              .sorted()
              .map(Middle::policies)
              .collect(Collectors.joining("\n"))
          + """

          @id("oncall-approves") @reason("On call may approve.") @authority("automatic")
          permit (principal in Role::"oncall", action == Action::"approve", resource);
          """;

  private Middle() {}

  private static String policies(String name) {
    return """
    @id("staff-start-%1$s") @reason("Staff may start it.") @authority("automatic")
    permit (principal in Role::"staff", action in [Action::"see", Action::"start"], resource == Runbook::"%1$s");
    @id("%1$s-acts") @reason("It acts on directories.") @authority("automatic")
    permit (principal in Role::"staff", action == Action::"perform", resource is Target)
    when { context has runbook && context.runbook == "%1$s" };
    """
        .formatted(name);
  }
}
