package dev.deskhand.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

@Command(name = "version", description = "Prints the version of Deskhand and of Java.")
final class VersionCommand implements Callable<Integer>, IVersionProvider {
  @Override
  public Integer call() {
    System.out.println(getVersion()[0]);
    return 0;
  }

  @Override
  public String[] getVersion() {
    String version = Main.class.getPackage().getImplementationVersion();
    return new String[] {
      "deskhand " + (version == null ? "(development)" : version) + ", Java " + Runtime.version()
    };
  }
}
