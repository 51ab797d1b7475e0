package dev.deskhand.app;

import dev.deskhand.permissions.AuthorityMatrix;
import dev.deskhand.permissions.AuthorityMatrix.Way;
import dev.deskhand.runbooks.run.RunAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "authority",
    description =
        "Shows who may start which runbook, and how, as the policies say it: one line for each role"
            + " and policy.")
final class AuthorityCommand implements Callable<Integer> {
  @Mixin private ConfigOption config;

  @Override
  public Integer call() {
    Content content = Installation.read(config.settings()).checked();
    AuthorityMatrix matrix =
        content.policies().matrix(content.runbooks().stream().map(RunAccess::resource).toList());
    lines(matrix).forEach(System.out::println);
    return 0;
  }

  private static List<String> lines(AuthorityMatrix matrix) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(List.of("RUNBOOK", "ROLE", "HOW", "POLICY", "CONDITIONS"));
    matrix
        .rows()
        .forEach(
            (runbook, row) ->
                row.forEach(
                    (role, ways) -> ways.forEach(way -> cells.add(cells(runbook, role, way)))));
    List<String> lines = new ArrayList<>(Table.of(cells));
    if (!matrix.guards().isEmpty()) {
      lines.add("");
      lines.add("Whatever is permitted, these forbid it:");
      matrix.guards().forEach(way -> lines.add("  " + way.policy() + ": " + way.reason()));
    }
    return lines;
  }

  private static List<String> cells(String runbook, String role, Way way) {
    return List.of(runbook, role, way.how(), way.policy(), way.conditions());
  }
}
