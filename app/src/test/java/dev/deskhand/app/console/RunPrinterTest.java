package dev.deskhand.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What people and targets wrote is shown on a terminal, and does nothing to it. */
final class RunPrinterTest {
  /** Clears the screen, and has what follows read from right to left. */
  private static final String HOSTILE = "gw\u001B[2J\u202Edrowssap\b\u0007end";

  private static final String SHOWN = "gw\uFFFD[2J\uFFFDdrowssap\uFFFD\uFFFDend";

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final RunPrinter printer =
      new RunPrinter(new PrintStream(printed, true, StandardCharsets.UTF_8));

  @Test
  void a_run_shows_no_control_characters_and_no_turned_text() {
    ObjectNode run = new ObjectMapper().createObjectNode();
    run.put("id", "r-1").put("title", HOSTILE).put("state", "failed").put("reason", HOSTILE);
    run.putObject("inputs").put("host", HOSTILE);
    run.putArray("timeline").addObject().put("kind", "failed").put("what", HOSTILE);
    run.putArray("live").addObject().put("step", "one").put("text", HOSTILE + "\n");

    printer.run(run);

    assertThat(printed())
        .contains("host = " + SHOWN, "| " + SHOWN, "failed  " + SHOWN)
        .doesNotContain("\u001B", "\u202E", "\u0007", "\b");
  }

  @Test
  void a_value_of_several_lines_begins_none_that_looks_like_another() {
    ObjectNode plan = new ObjectMapper().createObjectNode();
    plan.put("title", "Restart").put("runbook", "restart-service").put("digest", "ab");
    plan.putObject("inputs").put("host", "gw\ndecision  allow: all is well");

    printer.plan(plan);

    assertThat(printed().lines()).noneMatch(line -> line.startsWith("decision  allow"));
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
