package dev.deskhand.bot.work;

import static dev.deskhand.bot.work.House.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.Accounts;
import dev.deskhand.bot.RunStarter.Begun;
import dev.deskhand.bot.Started;
import dev.deskhand.bot.message.Outbound;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.permissions.Account;
import dev.deskhand.runbooks.RunbookId;
import dev.deskhand.runbooks.run.RunId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Several accounts become one person, by a code shown at one and entered at the other. */
final class AccountsTest {
  private static final Pattern CODE = Pattern.compile("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}");
  private static final Account NEWCOMER = new Account("web", "office", "newcomer");

  private final House house = new House();
  private int deliveries;

  private String write(String account, String text) {
    house.commands(account, "d-" + ++deliveries, text);
    house.settle();
    return house.outside.last(account).message().text();
  }

  private String code(String person) {
    Matcher code = CODE.matcher(write(person, "link"));
    assertThat(code.find()).isTrue();
    return code.group();
  }

  private List<AuditEntry> audit() {
    return house.store.audit(TENANT, 0, 1_000).stream().map(it -> it.entry()).toList();
  }

  private String ownerOf(String account) {
    return house
        .people
        .principal(TENANT, new Account("web", "office", account))
        .map(it -> it.id().value())
        .orElse("nobody");
  }

  @Test
  void whoever_enters_a_code_that_was_shown_to_somebody_is_that_person() {
    assertThat(write("newcomer", "runs")).contains("I don't know you yet", "link CODE");

    String welcome = write("newcomer", "link " + code("ada").toLowerCase(java.util.Locale.ROOT));

    assertThat(welcome).contains("you are **ada**");
    assertThat(ownerOf("newcomer")).isEqualTo("ada");
    assertThat(house.outside.said("ada").getLast())
        .contains("`web:office:newcomer` is yours", "unlink web:office:newcomer");
    assertThat(write("newcomer", "accounts"))
        .contains("The accounts of **ada**", "`web:office:newcomer` linked since")
        .contains("`web:office:ada` by the people file");
    assertThat(audit())
        .anyMatch(
            it ->
                it.action().equals("account-linked")
                    && it.actor().equals("ada")
                    && it.object().equals("account/web:office:newcomer"));
  }

  @Test
  void a_code_is_shown_to_nobody_else_and_stored_nowhere() {
    String code = code("ada");

    Outbound.ChannelPost shown = house.outside.last("ada");
    assertThat(shown.audience())
        .isEqualTo(new Outbound.Audience.Only(new Account("web", "office", "ada")));
    assertThat(house.everythingStored()).doesNotContain(code).doesNotContain(code.replace("-", ""));
  }

  @Test
  void a_code_is_good_once() {
    String code = code("ada");
    write("newcomer", "link " + code);

    assertThat(write("second", "link " + code)).contains("was used");
    assertThat(ownerOf("second")).isEqualTo("nobody");
  }

  @Test
  void a_code_is_good_for_ten_minutes() {
    String code = code("ada");
    house.pass(Duration.ofMinutes(10));

    assertThat(write("newcomer", "link " + code)).contains("too old");
    assertThat(ownerOf("newcomer")).isEqualTo("nobody");
  }

  @Test
  void after_five_wrong_codes_an_account_is_not_listened_to_for_a_while() {
    for (int i = 0; i < 5; i++) {
      assertThat(write("newcomer", "link 0000-0000-000" + i)).contains("wrong");
    }
    assertThat(write("newcomer", "link " + code("ada"))).contains("Too many codes were wrong");
    assertThat(ownerOf("newcomer")).isEqualTo("nobody");

    house.pass(Duration.ofMinutes(16));
    write("newcomer", "link " + code("ada"));

    assertThat(ownerOf("newcomer")).isEqualTo("ada");
    assertThat(audit()).filteredOn(it -> it.action().equals("link-refused")).hasSize(5);
  }

  @Test
  void an_account_that_is_somebodys_is_never_linked_to_another() {
    assertThat(write("cleo", "link " + code("ada"))).contains("I know this account already");
    write("newcomer", "link " + code("ada"));
    assertThat(write("newcomer", "link " + code("bob"))).contains("I know this account already");

    assertThat(ownerOf("cleo")).isEqualTo("cleo");
    assertThat(ownerOf("newcomer")).isEqualTo("ada");
  }

  @Test
  void two_codes_that_are_entered_at_once_link_an_account_to_one_person() {
    String first = code("ada");
    String second = code("bob");
    house.commands("newcomer", "at-once-1", "link " + first);
    house.commands("newcomer", "at-once-2", "link " + second);
    house.settle();

    assertThat(ownerOf("newcomer")).isEqualTo("ada");
    assertThat(audit()).filteredOn(it -> it.action().equals("account-linked")).hasSize(1);
  }

  @Test
  void nobody_approves_from_another_account_what_they_asked_for() {
    write("newcomer", "link " + code("bob"));
    Started begun =
        house
            .console()
            .start(house.principal("bob"), new RunbookId("agree"), Map.of(), "four-eyes");
    house.settle();
    RunId run = ((Begun.Run) begun).id();

    assertThat(write("newcomer", "approve " + run)).startsWith("I may not do that.");
    assertThat(audit())
        .anyMatch(it -> it.action().equals("approve-denied") && it.actor().equals("bob"));
  }

  @Test
  void a_link_ends_when_its_person_says_so() {
    write("newcomer", "link " + code("ada"));

    assertThat(write("ada", "unlink web:office:newcomer")).contains("linked to nobody any more");

    assertThat(ownerOf("newcomer")).isEqualTo("nobody");
    assertThat(write("newcomer", "runs")).contains("I don't know you yet");
    assertThat(audit()).anyMatch(it -> it.action().equals("account-unlinked"));
  }

  @Test
  void others_may_not_end_a_link_but_security_may() {
    write("newcomer", "link " + code("ada"));

    assertThat(write("cleo", "unlink web:office:newcomer")).startsWith("I may not do that.");
    assertThat(write("cleo", "accounts ada")).contains("not yours to see");
    assertThat(ownerOf("newcomer")).isEqualTo("ada");

    assertThat(house.console().identity().unlink(house.principal("iris"), NEWCOMER))
        .isInstanceOf(Accounts.Unlinked.Done.class);
    assertThat(ownerOf("newcomer")).isEqualTo("nobody");
    house.settle();
    assertThat(house.outside.said("ada").getLast()).contains("is not yours any more, says iris");
  }

  @Test
  void another_process_knows_the_link_and_its_end() {
    House other = house.again(Death.never());
    write("newcomer", "link " + code("ada"));
    assertThat(other.people.principal(TENANT, NEWCOMER)).isPresent();

    write("ada", "unlink web:office:newcomer");
    house.clock.advance(Duration.ofSeconds(1));

    assertThat(other.people.principal(TENANT, NEWCOMER)).isEmpty();
  }

  @Test
  void what_the_people_file_says_is_not_unlinked() {
    assertThat(write("ada", "unlink web:office:ada")).contains("the people file");
    assertThat(ownerOf("ada")).isEqualTo("ada");
  }

  @Test
  void a_sentence_that_begins_with_link_is_a_sentence() {
    house.says("ada", "d-sentence", "link my printer please");
    house.settle();

    assertThat(house.outside.said("ada").getLast()).doesNotContain("at the other account");
  }
}
