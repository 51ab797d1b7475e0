package dev.deskhand.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "version", description = "Prints the version of Deskhand and of Java.")
final class VersionCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    System.out.println(text());
    return 0;
  }

  /** The version of Deskhand and of Java. */
  static String text() {
    String version = Main.class.getPackage().getImplementationVersion();
    return "deskhand "
        + (version == null ? "(development)" : version)
        + ", Java "
        + Runtime.version();
  }
}
