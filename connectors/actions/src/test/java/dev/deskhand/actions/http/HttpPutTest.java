package dev.deskhand.actions.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.RemoteActionContract;
import dev.deskhand.runbooks.action.StepAction;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HttpPutTest extends RemoteActionContract {
  private final Things things = new Things();

  @AfterEach
  void close() {
    things.close();
  }

  @Override
  protected StepAction action() {
    return new HttpPut();
  }

  @Override
  protected ActionCall workingCall() {
    return things.call(
        Map.of(
            "path", "/things/{id}",
            "id", "ada",
            "json/name", "Ada",
            "json/size#number", "10",
            "json/strict#boolean", "true"));
  }

  @Override
  protected Map<String, String> unreachable() {
    return HttpFixture.UNREACHABLE;
  }

  @Override
  protected long effects() {
    return things.kept.size();
  }

  @Override
  protected Set<String> freeTexts() {
    return Set.of("json/name");
  }

  @Test
  void the_same_step_twice_says_the_same_twice() throws Exception {
    action().perform(workingCall());
    action().perform(Calls.withAttempt(workingCall(), 2));

    assertThat(things.requests).containsExactly("PUT /things/ada", "PUT /things/ada");
    assertThat(things.kept)
        .containsOnly(
            new ObjectMapper().readTree("{\"name\":\"Ada\",\"size\":10,\"strict\":true}"));
  }

  @Test
  void what_should_be_a_number_and_is_none_is_not_sent() {
    ActionCall call = Calls.withArgument(workingCall(), "json/size#number", "10, \"admin\": 1");

    assertThatExceptionOfType(ActionException.class)
        .isThrownBy(() -> action().perform(call))
        .withMessage("argument 'json/size#number': expected a number such as 10 or 0.5");
    assertThat(things.requests).isEmpty();
  }

  @Test
  void a_text_is_sent_as_it_is_for_what_never_changes() throws Exception {
    action()
        .perform(things.call(Map.of("path", "/things/ada", "body", "{\"name\": \"of a file\"}")));

    assertThat(things.kept).singleElement().hasToString("{\"name\":\"of a file\"}");
  }

  @ParameterizedTest
  @CsvSource({"429, TRANSIENT", "503, TRANSIENT", "400, PERMANENT", "409, PERMANENT"})
  void a_refusal_is_certain(int status, Failed.Cause cause) throws Exception {
    things.nextStatus = status;

    assertThat(((Failed) action().perform(workingCall())).cause()).isEqualTo(cause);
  }

  @ParameterizedTest
  @CsvSource({"500", "502", "504"})
  void a_server_that_broke_leaves_it_uncertain(int status) throws Exception {
    things.nextStatus = status;

    assertThat(action().perform(workingCall())).isInstanceOf(ActionResult.Uncertain.class);
  }
}
