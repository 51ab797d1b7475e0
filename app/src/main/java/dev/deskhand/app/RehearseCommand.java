package dev.deskhand.app;

import dev.deskhand.app.bench.Rehearsal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "rehearse",
    hidden = true,
    description =
        "Does once what a start and a request need, so that the JVM can learn it: what 'deskhand"
            + " aot' runs.")
final class RehearseCommand implements Callable<Integer> {
  @Override
  public Integer call() throws IOException {
    Rehearsal.play(configuration -> ServeCommand.secluded(configuration).open());
    return 0;
  }
}
