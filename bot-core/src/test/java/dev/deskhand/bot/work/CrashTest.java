package dev.deskhand.bot.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.message.Outbound;
import dev.deskhand.bot.ticket.Ticket;
import dev.deskhand.journal.HashChain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Stops the process before and after every append, and before and after everything that goes out,
 * and expects the same end: every post once, the ticket documented once, the account unlocked.
 */
final class CrashTest {
  /** What somebody does, once what came before has been worked. */
  private static final List<java.util.function.Consumer<House>> STORY =
      List.of(
          house -> house.files("t-1", Ticket.Verification.VERIFIED, "VPN says no"),
          house -> house.says("ada", "d-1", "1"),
          house -> house.says("ada", "d-2", "yes"),
          house -> house.commands("sam", "d-3", "run unlock-account account=cleo"),
          house -> house.presses("bob", "d-4", "Approve"));

  @Test
  void the_story_ends_the_same_wherever_the_process_stops() {
    List<String> expected = told(play(Death.never()));

    int places = 0;
    boolean killed = true;
    while (killed) {
      places++;
      Death death = Death.at(places);
      House house = play(death);
      killed = isOver(death);
      if (killed) {
        requireSameEnd(house, expected, places);
      }
    }

    assertThat(places).isGreaterThan(50);
  }

  private static boolean isOver(Death death) {
    try {
      death.pass();
      return false;
    } catch (Death.Killed _) {
      return true;
    }
  }

  private static void requireSameEnd(House house, List<String> expected, int place) {
    assertThat(told(house)).as("killed at place %d", place).isEqualTo(expected);
    assertThat(house.outside.isLocked("ada")).isFalse();
    assertThat(house.outside.posts().stream().map(Outbound.ChannelPost::key))
        .as("killed at place %d", place)
        .doesNotHaveDuplicates();
    var audit = house.store.audit(House.TENANT, 0, 1_000);
    for (int i = 0; i < audit.size(); i++) {
      var before =
          i == 0
              ? Optional.<dev.deskhand.journal.AuditRecord>empty()
              : Optional.of(audit.get(i - 1));
      assertThat(HashChain.fault(before, audit.get(i))).isEmpty();
    }
  }

  /** Plays the story; when the process dies, another one goes on. */
  private static House play(Death death) {
    House house = new House().again(death);
    for (var step : STORY) {
      step.accept(house);
      house = settled(house);
    }
    return house;
  }

  private static House settled(House house) {
    try {
      house.settle();
      return house;
    } catch (Death.Killed _) {
      House next = house.again(Death.never());
      next.settle();
      next.pass(Duration.ofMinutes(10));
      return next;
    }
  }

  /** What everybody reads in the end, place by place, in order; attempts may differ in number. */
  private static List<String> told(House house) {
    List<String> all = new ArrayList<>();
    for (String place : List.of("ada", "sam", "bob")) {
      house.outside.said(place).forEach(text -> all.add(place + ": " + text));
    }
    house.outside.notes().forEach(note -> all.add(note.visibility() + ": " + alike(note.text())));
    all.add(
        "moves: "
            + house.outside.moves().stream()
                .map(Outbound.TicketTransition::to)
                .distinct()
                .toList());
    return all;
  }

  private static String alike(String text) {
    return text.replaceAll("attempt \\d+", "attempt").replaceAll("\\d\\d:\\d\\d:\\d\\d", "time");
  }
}
