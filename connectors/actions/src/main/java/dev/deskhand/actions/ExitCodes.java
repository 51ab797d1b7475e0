package dev.deskhand.actions;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.ActionResult.Failed.Cause;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The exit codes that mean that a command did what it should. */
public record ExitCodes(Set<Integer> good) {
  private static final String ARGUMENT = "exit-codes";

  public ExitCodes {
    good = Set.copyOf(good);
  }

  /**
   * Reads argument {@code exit-codes}: numbers with commas between, {@code 0} when it is silent.
   *
   * @throws ActionException if it is nothing of the kind
   */
  public static ExitCodes of(ActionCall call) {
    String written = call.optionalArgument(ARGUMENT).orElse("0");
    if (!written.matches("[0-9]{1,3}( *, *[0-9]{1,3}){0,20}")) {
      throw new ActionException("argument '" + ARGUMENT + "': expected numbers such as 0,1");
    }
    return new ExitCodes(
        Arrays.stream(written.split(" *, *", -1))
            .map(Integer::valueOf)
            .collect(Collectors.toUnmodifiableSet()));
  }

  /**
   * What a command comes to: outputs {@code exit-code} and {@code output}, or a lasting failure.
   */
  public ActionResult judge(String tried, int exitCode, String output) {
    String told = output.stripTrailing();
    String seen = tried + "it ended with " + exitCode;
    String evidence = told.isBlank() ? seen : seen + "\n" + told;
    return good.contains(exitCode)
        ? new ActionResult.Done(
            Map.of("exit-code", Integer.toString(exitCode), "output", told), evidence)
        : new Failed(Cause.PERMANENT, evidence);
  }
}
