package dev.deskhand.permissions.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.journal.Event;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.Action;
import dev.deskhand.permissions.Delegation;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Role;
import dev.deskhand.permissions.SignIns.SignIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is stored of people can be read for ever: the golden file is only added to. */
final class StoredShapesTest {
  private static final Instant AT = Instant.parse("2026-03-01T09:00:00.123456Z");
  private static final PersonId ADA = new PersonId("ada");
  private static final Account ACCOUNT = new Account("slack", "T1", "U1");
  private static final Delegation DELEGATION =
      new Delegation(
          "d-0123456789",
          ADA,
          new PersonId("bob"),
          Set.of(new Role("sre"), new Role("approver")),
          AT,
          AT.plusSeconds(60));
  private static final TokenJson.Issued TOKEN =
      new TokenJson.Issued(
          "backup", ADA, "00ff", Set.of(Action.START, Action.SEE), Set.of("b", "a"), AT);
  private static final LinkJson.Shown SHOWN = new LinkJson.Shown(ADA, AT);
  private static final SignIn SIGN_IN = new SignIn(ADA, ACCOUNT, Set.of("y", "x"), AT);

  private static List<Event> everyEvent() {
    return List.of(
        DelegationJson.delegated(DELEGATION),
        DelegationJson.ended("d-0123456789"),
        LinkJson.linked(ACCOUNT, ADA),
        LinkJson.unlinked(ACCOUNT),
        LinkJson.shown(SHOWN),
        LinkJson.used(),
        LinkJson.wrong(),
        TokenJson.issued(TOKEN),
        TokenJson.revoked(),
        TokenJson.used(),
        SignInJson.signedIn(SIGN_IN),
        SignInJson.signedOut(ADA));
  }

  private static List<String> golden() throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/golden/people-1.txt"));
  }

  private static Event stored(int line) throws IOException {
    String[] parts = golden().get(line).split(" ", 3);
    return new Event(parts[0], Integer.parseInt(parts[1]), parts[2]);
  }

  @Test
  void everything_is_written_as_it_always_was() throws IOException {
    assertThat(everyEvent())
        .extracting(it -> it.type() + " " + it.version() + " " + it.body())
        .isEqualTo(golden());
  }

  @Test
  void everything_that_was_ever_written_can_be_read() throws IOException {
    assertThat(DelegationJson.delegation(stored(0))).contains(DELEGATION);
    assertThat(DelegationJson.delegation(stored(1))).isEmpty();
    assertThat(DelegationJson.id(stored(1))).isEqualTo(DELEGATION.id());
    assertThat(LinkJson.isLinked(stored(2))).isTrue();
    assertThat(LinkJson.person(stored(2))).isEqualTo(ADA);
    assertThat(LinkJson.isLinked(stored(3))).isFalse();
    assertThat(LinkJson.account(stored(3))).isEqualTo(ACCOUNT);
    assertThat(LinkJson.shown(stored(4))).isEqualTo(SHOWN);
    assertThat(TokenJson.read(stored(7))).isEqualTo(TOKEN);
    assertThat(SignInJson.isSignIn(stored(10))).isTrue();
    assertThat(SignInJson.signIn(stored(10))).isEqualTo(SIGN_IN);
    assertThat(SignInJson.isSignIn(stored(11))).isFalse();
    assertThat(SignInJson.person(stored(11))).isEqualTo(ADA);
  }
}
