package dev.deskhand.actions.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.RemoteActionContract;
import dev.deskhand.runbooks.action.StepAction;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HttpDeleteTest extends RemoteActionContract {
  private final Things things = new Things();

  @AfterEach
  void close() {
    things.close();
  }

  @Override
  protected StepAction action() {
    return new HttpDelete();
  }

  @Override
  protected ActionCall workingCall() {
    return things.call(Map.of("path", "/things/{id}", "id", "ada"));
  }

  @Override
  protected Map<String, String> unreachable() {
    return HttpFixture.UNREACHABLE;
  }

  @Override
  protected long effects() {
    return things.kept.size();
  }

  @Test
  void it_deletes_what_stands_there_and_says_nothing_more() throws Exception {
    assertThat(action().perform(workingCall())).isInstanceOf(ActionResult.Done.class);

    assertThat(things.requests).containsExactly("DELETE /things/ada");
  }

  @Test
  void what_is_gone_already_is_a_failure_unless_that_is_expected() throws Exception {
    ActionCall gone = Calls.withArgument(workingCall(), "id", "bob");

    assertThat(action().perform(gone)).isInstanceOf(Failed.class);
    assertThat(action().perform(Calls.withArgument(gone, "expect-status", "200,204,404")))
        .isInstanceOf(ActionResult.Done.class);
  }

  @ParameterizedTest
  @CsvSource({"500", "502", "504"})
  void a_server_that_broke_leaves_it_uncertain(int status) throws Exception {
    things.nextStatus = status;

    assertThat(action().perform(workingCall())).isInstanceOf(ActionResult.Uncertain.class);
  }
}
