package dev.deskhand.bot.work;

import static dev.deskhand.bot.work.House.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.Console;
import dev.deskhand.bot.RunSpeech.Heard;
import dev.deskhand.bot.RunStarter.Begun;
import dev.deskhand.bot.RunStarter.Preview;
import dev.deskhand.bot.Started;
import dev.deskhand.bot.plan.RunVerb;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.Position;
import dev.deskhand.permissions.Decision;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.run.RunId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The command line's side of runs: the same rules as in chat, and a record of where it came from.
 */
final class ConsoleTest {
  private static final RunbookId UNLOCK = new RunbookId("unlock-account");
  private static final RunbookId AGREE = new RunbookId("agree");

  private final House house = new House();
  private final Console console = house.console();

  private List<AuditEntry> audit() {
    return house.store.audit(TENANT, 0, 1_000).stream().map(it -> it.entry()).toList();
  }

  private RunId started(String person, RunbookId runbook) {
    Started begun = console.start(house.principal(person), runbook, Map.of(), "call-1");
    house.settle();
    return ((Begun.Run) begun).id();
  }

  @Test
  void a_start_is_told_in_chat_and_audited_as_of_the_command_line() {
    started("ada", UNLOCK);

    assertThat(house.outside.isLocked("ada")).isFalse();
    assertThat(house.outside.said("ada").getLast()).startsWith("You can sign in again.");
    assertThat(audit())
        .anyMatch(
            it ->
                it.action().equals("command-line")
                    && it.actor().equals("ada")
                    && it.object().equals("start of unlock-account"));
  }

  @Test
  void the_same_call_for_something_else_begins_nothing_and_says_so() {
    RunId first = started("ada", UNLOCK);

    assertThat(console.start(house.principal("ada"), AGREE, Map.of(), "call-1"))
        .isEqualTo(new Started.Otherwise(first));
    assertThat(console.start(house.principal("ada"), UNLOCK, Map.of("account", "bob"), "call-1"))
        .isEqualTo(new Started.Otherwise(first));
    assertThat(console.start(house.principal("ada"), UNLOCK, Map.of("account", "ada"), "call-1"))
        .isEqualTo(new Begun.Run(first));
  }

  @Test
  void the_same_call_twice_is_one_run() {
    RunId first = started("ada", AGREE);
    RunId second = started("ada", AGREE);

    assertThat(second).isEqualTo(first);
    assertThat(house.store.recent(TENANT, "run", 10)).hasSize(1);
  }

  @Test
  void what_a_run_would_do_is_told_without_any_record() {
    Preview seen = console.preview(house.principal("sam"), UNLOCK, Map.of("account", "ada"));
    Preview refused = console.preview(house.principal("cleo"), UNLOCK, Map.of("account", "ada"));

    assertThat(((Preview.Seen) seen).decision()).isInstanceOf(Decision.NeedsApproval.class);
    assertThat(((Preview.Seen) refused).decision()).isInstanceOf(Decision.Deny.class);
    assertThat(audit()).isEmpty();
    assertThat(house.store.tail(Position.START, 100))
        .noneMatch(event -> event.key().stream().kind().equals("run"));
  }

  @Test
  void what_is_refused_is_audited_too() {
    RunId run = started("ada", AGREE);

    Heard heard = console.say(house.principal("cleo"), run, new RunVerb.Approve(Optional.empty()));

    assertThat(heard).isInstanceOf(Heard.Refused.class);
    assertThat(audit()).extracting(AuditEntry::action).contains("approve-denied");
    assertThat(audit().getLast().object()).isEqualTo("approve of " + run);
  }

  @Test
  void a_run_is_nobodys_business_but_its_own_peoples() {
    RunId run = started("ada", AGREE);

    assertThat(console.find(house.principal("ada"), run)).isPresent();
    assertThat(console.find(house.principal("cleo"), run)).isEmpty();
    assertThat(console.recent(house.principal("cleo"))).isEmpty();
    assertThat(console.recent(house.principal("sam"))).hasSize(1);
  }
}
