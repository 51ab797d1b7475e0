package dev.deskhand.app.intents;

import dev.deskhand.bot.intent.lu.LuReader;
import dev.deskhand.bot.intent.yaml.IntentsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "import",
    description =
        "Prints the utterances of a .lu file, as LUIS and CLU export them, in the form of Rasa's"
            + " nlu.yml. What teaches nothing is told on standard error.")
final class ImportCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FILE", description = "The .lu file.")
  private Path file;

  ImportCommand() {
    this.file = Path.of("");
  }

  @Override
  public Integer call() throws IOException {
    if (!Files.isRegularFile(file)) {
      System.err.println(file + ": there is no such file");
      return 2;
    }
    LuReader.Read read = LuReader.read(Files.readString(file));
    System.out.print(IntentsWriter.text(read.catalogue()));
    read.passedOver()
        .forEach(
            line ->
                System.err.println(
                    "passed over, since it names an entity without a value: " + line));
    return 0;
  }
}
