package dev.deskhand.actions.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.runbooks.action.StepActionContract;
import org.junit.jupiter.api.Test;

final class SiteAddressTest extends StepActionContract {
  @Override
  protected StepAction action() {
    return new SiteAddress();
  }

  @Override
  protected ActionCall workingCall() {
    return SiteFixture.call("localhost");
  }

  @Override
  protected long effects() {
    return 0;
  }

  @Test
  void a_name_that_is_known_has_addresses() throws Exception {
    ActionResult result = action().perform(workingCall());

    assertThat(((ActionResult.Done) result).output())
        .containsEntry("found", "true")
        .hasEntrySatisfying("addresses", it -> assertThat(it).contains("127.0.0.1"));
  }

  @Test
  void a_name_that_nobody_has_is_not_found() throws Exception {
    ActionResult result = action().perform(SiteFixture.call("nobody-has-this.invalid"));

    assertThat(((ActionResult.Done) result).output()).containsEntry("found", "false");
  }

  @Test
  void a_site_that_is_written_wrong_is_told_by_its_setting() {
    assertThatExceptionOfType(ActionException.class)
        .isThrownBy(() -> action().perform(SiteFixture.call("www.example.com:0")))
        .withMessageContaining("site.shop: expected HOST or HOST:PORT");
  }
}
