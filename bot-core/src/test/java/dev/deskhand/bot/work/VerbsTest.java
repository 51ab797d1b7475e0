package dev.deskhand.bot.work;

import static dev.deskhand.bot.work.House.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.DeliveryFailedException;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Outbound.ChannelPost;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.RunId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people can say to runs and ask of them, and what they are shown while they go on. */
final class VerbsTest {
  private final House house = new House();
  private final Outside outside = house.outside;

  private RunId id() {
    return RunId.of(house.store.recent(TENANT, "run", 1).getFirst());
  }

  private Run run() {
    return house.runs.find(TENANT, id()).orElseThrow().run();
  }

  private String answer(String person, String delivery, String command) {
    house.commands(person, delivery, command);
    house.settle();
    return outside.said(person).getLast();
  }

  @Test
  void a_mention_followed_by_a_command_is_the_command() {
    house.says("ada", "d-1", "run unlock-account account=ada");
    house.settle();

    assertThat(outside.isLocked("ada")).isFalse();
  }

  @Test
  void a_command_in_a_mention_means_what_it_says() {
    house.says("ada", "d-1", "run unlock-account acount=ada");
    house.settle();

    assertThat(outside.said("ada").getLast()).contains("acount: no such input");
  }

  @Test
  void everybody_sees_their_own_runs_and_support_those_of_others() {
    house.commands("ada", "d-1", "run agree");
    house.settle();

    assertThat(answer("ada", "d-2", "runs")).contains(id().value(), "waiting-for-people");
    assertThat(answer("sam", "d-3", "runs")).contains(id().value(), "Asked by", "ada");
    assertThat(answer("bob", "d-4", "runs")).contains(id().value());
    assertThat(answer("cleo", "d-5", "runs")).doesNotContain(id().value());
  }

  @Test
  void a_run_is_shown_with_what_it_waits_for_to_those_who_may_read_it() {
    house.commands("ada", "d-1", "run agree");
    house.settle();

    assertThat(answer("cleo", "d-2", "show " + id())).startsWith("There is no such run");
    answer("ada", "d-3", "show " + id());
    assertThat(outside.last("ada").message().facts())
        .contains(
            new Message.Fact("Stands", "waiting-for-people"),
            new Message.Fact("Waits for", "approval of the rest by 1 of role approver"));
  }

  @Test
  void a_paused_run_begins_nothing_until_it_is_resumed() {
    house.commands("ada", "d-1", "run fleet");
    house.settle();
    assertThat(answer("cleo", "d-2", "pause " + id())).startsWith("I may not do that.");
    answer("ada", "d-3", "pause " + id());
    assertThat(run().phase()).isInstanceOf(Run.Phase.Paused.class);

    house.pass(Duration.ofMinutes(5));
    assertThat(run().hasEnded()).isFalse();
    assertThat(answer("ada", "d-4", "pause " + id())).contains("paused already");

    assertThat(answer("ada", "d-5", "resume " + id())).isNotEmpty();
    for (int i = 0; i < 4; i++) {
      house.pass(Duration.ofMinutes(2));
    }
    assertThat(run().hasEnded()).isTrue();
  }

  @Test
  void how_far_a_run_has_come_is_shown_in_one_message_that_is_updated() {
    house.commands("ada", "d-1", "run fleet");
    house.settle();
    for (int i = 0; i < 4; i++) {
      house.pass(Duration.ofMinutes(1));
    }

    List<ChannelPost> progress =
        outside.posts().stream()
            .filter(post -> post.key().value().startsWith("progress-"))
            .toList();
    assertThat(progress.getFirst().replaces()).isEmpty();
    assertThat(progress.subList(1, progress.size()))
        .allMatch(post -> post.replaces().equals(java.util.Optional.of(progress.getFirst().key())));
    assertThat(progress)
        .extracting(post -> post.message().text())
        .anyMatch(text -> text.contains("step 1 of 2: **Mend all**, wave 2 of 4, "))
        .anyMatch(text -> text.contains("▸ **Mend all** — under way since "))
        .anyMatch(text -> text.contains("· Look after them — next"))
        .last()
        .asString()
        .contains("succeeded after", "2 of 2 steps done", "✓ Mend all — done");
  }

  @Test
  void progress_is_shown_at_most_every_two_seconds_and_what_had_to_wait_comes_later() {
    house.commands("ada", "d-1", "run fleet");
    house.settle();
    long atOnce = progressPosts();
    assertThat(atOnce).isEqualTo(1);

    house.clock.advance(Duration.ofSeconds(3));
    house.settle();

    assertThat(progressPosts()).isEqualTo(2);
  }

  @Test
  void of_a_long_run_the_steps_around_the_one_that_is_under_way_are_shown() {
    house.commands("ada", "d-1", "run lengthy");
    house.settle();
    for (int i = 0; i < 14; i++) {
      house.pass(Duration.ofSeconds(61));
    }
    house.pass(Duration.ofSeconds(3));

    List<String> lines =
        outside.posts().stream()
            .filter(post -> post.key().value().startsWith("progress-"))
            .map(post -> post.message().text())
            .toList()
            .getLast()
            .lines()
            .toList();
    assertThat(lines).hasSize(15);
    assertThat(lines.get(1)).isEqualTo("… 10 before");
    assertThat(lines.get(2)).isEqualTo("✓ Step 11 — done");
    assertThat(lines.get(6)).startsWith("▸ **Step 15** — under way since ");
    assertThat(lines.get(7)).isEqualTo("· Step 16 — next");
    assertThat(lines.getLast()).isEqualTo("… 8 more");
  }

  @Test
  void updates_that_have_to_wait_are_one_that_shows_how_far_it_is_by_then() {
    house.commands("ada", "d-1", "run lengthy");
    house.settle();
    Duration pause = Duration.ofMinutes(10);
    outside.fail(() -> DeliveryFailedException.retryAfter(pause, "too many changes"), 1);

    for (int i = 0; i < 14; i++) {
      house.pass(Duration.ofSeconds(61));
    }
    house.pass(Duration.ofSeconds(3));

    assertThat(progressPosts()).isBetween(3L, 8L);
    assertThat(outside.posts().getLast().message().text()).contains("▸ **Step 15** — under way");
  }

  private long progressPosts() {
    return outside.posts().stream()
        .filter(post -> post.key().value().startsWith("progress-"))
        .count();
  }

  @Test
  void a_freeze_of_what_there_is_not_says_what_may_be_meant() {
    assertThat(answer("sol", "d-1", "freeze runbook/unlock-acount it burns"))
        .contains("begins from now on", "did you mean 'unlock-account'?");
    assertThat(answer("sol", "d-2", "freeze target/company-directory it burns"))
        .contains("begins from now on")
        .doesNotContain("Nothing may be stopped");
    assertThat(answer("sol", "d-3", "freeze target/directory it burns"))
        .contains("no target is called 'directory'");
  }
}
