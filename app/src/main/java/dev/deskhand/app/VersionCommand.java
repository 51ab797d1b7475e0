package dev.deskhand.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "version", description = "Prints the version of Deskhand and of Java.")
final class VersionCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    String version = Main.class.getPackage().getImplementationVersion();
    System.out.println(
        "deskhand " + (version == null ? "(development)" : version)
            + ", Java " + Runtime.version());
    return 0;
  }
}
