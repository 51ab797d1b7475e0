package dev.deskhand.bot.work;

import static dev.deskhand.bot.work.House.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.bot.OneTimeSecrets;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.OneTimeSecret;
import dev.deskhand.runbooks.run.RunId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A password that a step makes up is seen once, by the person whom the run is for. */
final class OneTimeSecretsTest {
  private static final PersonId ADA = new PersonId("ada");
  private static final String PASSWORD = "correct horse battery staple";

  private final House house = new House();
  private final OneTimeSecrets secrets =
      new OneTimeSecrets(house.store, house.vault, house.runs, TENANT, house.clock);
  private String key = "";

  @BeforeEach
  void a_run_is_for_ada() {
    house.commands("ada", "d-1", "run unlock-account");
    house.settle();
    key = RunId.of(house.store.recent(TENANT, "run", 1).getFirst()) + ".set";
  }

  private String kept(String value) {
    return secrets.keep(new OneTimeSecret(key, value));
  }

  @Test
  void it_is_shown_once_and_the_audit_says_so() {
    String token = kept(PASSWORD);

    assertThat(secrets.isWaiting(ADA, token)).isTrue();
    assertThat(secrets.show(ADA, token)).contains(PASSWORD);
    assertThat(secrets.isWaiting(ADA, token)).isFalse();
    assertThat(secrets.show(ADA, token)).isEmpty();
    assertThat(house.store.audit(TENANT, 0, 1_000))
        .filteredOn(record -> record.entry().action().equals("secret-shown"))
        .singleElement()
        .satisfies(record -> assertThat(record.entry().actor()).isEqualTo("ada"));
  }

  @Test
  void nobody_else_sees_it_and_looking_does_not_use_it_up() {
    String token = kept(PASSWORD);

    assertThat(secrets.show(new PersonId("cleo"), token)).isEmpty();
    assertThat(secrets.show(ADA, token)).contains(PASSWORD);
  }

  @Test
  void a_later_one_of_the_same_step_takes_its_place() {
    String earlier = kept("the first try");
    String later = kept(PASSWORD);

    assertThat(secrets.show(ADA, earlier)).isEmpty();
    assertThat(secrets.show(ADA, later)).contains(PASSWORD);
  }

  @Test
  void a_token_that_was_guessed_or_cut_shows_nothing() {
    String token = kept(PASSWORD);

    List.of("", "-", "x", token.substring(1), token.substring(0, 33), token + "0", "../../run/1")
        .forEach(wrong -> assertThat(secrets.show(ADA, wrong)).as(wrong).isEmpty());
  }

  @Test
  void neither_the_secret_nor_its_whole_token_is_stored() {
    String token = kept(PASSWORD);

    for (StreamKey stream : house.store.recent(TENANT, "secret", 10)) {
      for (RecordedEvent recorded : house.store.read(stream).events()) {
        assertThat(recorded.event().body())
            .doesNotContain(PASSWORD)
            .doesNotContain(token.substring(token.indexOf('-') + 1));
      }
    }
  }

  @Test
  void what_no_run_makes_is_not_kept() {
    assertThatThrownBy(() -> secrets.keep(new OneTimeSecret("check", PASSWORD)))
        .isInstanceOf(ActionException.class)
        .hasMessageNotContaining(PASSWORD);
  }
}
