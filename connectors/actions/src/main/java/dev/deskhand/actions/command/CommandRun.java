package dev.deskhand.actions.command;

import dev.deskhand.actions.Deadline;
import dev.deskhand.actions.ExitCodes;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.ActionResult.Failed.Cause;
import dev.deskhand.runbooks.action.Secrets;
import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.runbooks.action.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * {@code command.run}: runs the program and arguments of the list {@code argv} on this machine,
 * with {@code stdin} on its standard input. No shell reads them. Any exit code but 0, or those that
 * {@code exit-codes} lists with commas, is a lasting failure. Outputs {@code exit-code} and {@code
 * output}: what it wrote to both streams, without the last line ends. When time is up, it and all
 * that it started are killed, and nobody knows how far it came.
 */
public final class CommandRun implements StepAction {
  private static final int MOST_BYTES = 1 << 16;
  private static final Signature SIGNATURE =
      new Signature(
          "command",
          Set.of("argv"),
          Set.of("stdin", "exit-codes"),
          Set.of(EffectClass.READ, EffectClass.IDEMPOTENT, EffectClass.ONCE),
          Set.of("exit-code", "output"),
          Set.of("argv"));

  @Override
  public String name() {
    return "command.run";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public void check(Target target, Secrets secrets) {
    var _ = CommandTarget.of(target);
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    CommandTarget target = CommandTarget.of(call.target());
    List<String> argv = argv(call, target);
    ExitCodes wanted = ExitCodes.of(call);
    byte[] input = call.optionalArgument("stdin").orElse("").getBytes(StandardCharsets.UTF_8);
    String tried = "running " + argv.getFirst() + " on '" + target.name() + "': ";
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before a command was started");
    }
    call.fence().pass();
    try (RunningCommand command = RunningCommand.start(target, argv, call.output())) {
      command.feed(input);
      return command.awaitEnd(Deadline.in(call.timeout()))
          ? wanted.judge(tried, command.exitCode(), command.output())
          : new ActionResult.Uncertain(
              tried + "it was killed after " + call.timeout() + "\n" + command.output());
    } catch (IOException e) {
      return new Failed(Cause.PERMANENT, tried + "it did not start: " + e.getMessage());
    }
  }

  private static List<String> argv(ActionCall call, CommandTarget target) {
    List<String> argv = call.list("argv");
    if (argv.isEmpty() || !target.allows(argv.getFirst())) {
      throw new ActionException(
          "argument 'argv': its first word is none of the programs that target '"
              + target.name()
              + "' allows: "
              + String.join(", ", target.programs().stream().sorted().toList()));
    }
    int bytes = argv.stream().mapToInt(word -> word.getBytes(StandardCharsets.UTF_8).length).sum();
    if (bytes > MOST_BYTES || argv.stream().anyMatch(word -> word.indexOf('\0') >= 0)) {
      throw new ActionException("argument 'argv': expected at most 64 KiB, and no NUL");
    }
    return argv;
  }
}
