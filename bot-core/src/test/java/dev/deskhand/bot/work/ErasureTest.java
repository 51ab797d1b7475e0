package dev.deskhand.bot.work;

import static dev.deskhand.bot.work.House.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.resolution.ResolutionWriter;
import dev.deskhand.bot.ticket.Ticket;
import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.HashChain;
import dev.deskhand.journal.Personal;
import dev.deskhand.journal.Position;
import dev.deskhand.runbooks.run.StoredRun;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is left of a person's words once their key is destroyed. */
final class ErasureTest {
  private static final String WORDS = "VPN says authentication failed";

  private final House house = new House();

  /** The resolution of the run, derived anew from the journal. */
  private String resolution() {
    StoredRun run = house.runs.recent(TENANT, 1).findFirst().orElseThrow();
    return ResolutionWriter.internal(house.resolver.ofRun(run, "done"));
  }

  @Test
  void a_resolution_that_is_regenerated_says_erased_and_the_audit_still_verifies() {
    house.commands("ada", "d-1", "run unlock-account");
    house.settle();
    assertThat(resolution()).contains("Asked: ").doesNotContain(Personal.ERASED);

    house.keys.destroy(TENANT, "ada");

    assertThat(resolution()).contains("Asked: " + Personal.ERASED);
    List<AuditRecord> chain = house.store.audit(TENANT, 0, 1_000);
    assertThat(chain).isNotEmpty();
    Optional<AuditRecord> before = Optional.empty();
    for (AuditRecord record : chain) {
      assertThat(HashChain.fault(before, record)).isEmpty();
      before = Optional.of(record);
    }
  }

  @Test
  void what_a_ticket_said_is_erased_from_what_is_stored_of_it() {
    house.files("t-1", Ticket.Verification.VERIFIED, WORDS);
    house.settle();

    house.keys.destroy(TENANT, "ada");

    assertThat(house.store.tail(Position.START, 1_000))
        .isNotEmpty()
        .noneMatch(recorded -> recorded.event().body().contains(WORDS));
  }
}
