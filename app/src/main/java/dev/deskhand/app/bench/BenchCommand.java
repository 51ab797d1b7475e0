package dev.deskhand.app.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.deskhand.content.Folders;
import dev.deskhand.storage.PostgresDatabase;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures, and prints each figure beside what the machine itself did in the same run. */
@Command(
    name = "bench",
    description = {
      "Measures this program on this machine: acknowledging commands, working runs, deciding,"
          + " starting, memory, verifying the audit, walking trees.",
      "Each figure stands beside what the machine itself did in the same run, as a ratio: compare"
          + " the ratios of two runs, not their figures. All of it takes about twenty minutes of a"
          + " quiet machine, doors half of them."
    })
public final class BenchCommand implements Callable<Integer> {
  private static final Duration DISK = Duration.ofSeconds(3);

  /** What can be measured by itself. */
  enum Part {
    ACKNOWLEDGE,
    RUNS,
    RECOVERY,
    STORED,
    WAITING,
    DECISIONS,
    START,
    MEMORY,
    AUDIT,
    DOORS,
    CROWD,
    TREES;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Supplier<Path> catalogue;

  @Option(names = "--json", description = "Prints the figures as JSON.")
  private boolean json;

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      defaultValue = ".",
      description = "On which disk to measure; what it writes there is deleted again.")
  private Path folder;

  @Parameters(
      arity = "0..*",
      paramLabel = "PART",
      description = "What to measure: ${COMPLETION-CANDIDATES} (default: all).")
  private List<Part> parts = List.of();

  @Option(
      names = "--bolt-js",
      paramLabel = "FOLDER",
      description = "Where npm install @slack/bolt was run: then doors measures that beside ours.")
  private Optional<Path> boltJs;

  @Option(
      names = "--many",
      paramLabel = "RUNS",
      defaultValue = "10000",
      description = "How many runs are resumed, stored, waiting (default: ${DEFAULT-VALUE}).")
  private int many;

  @Option(
      names = "--postgresql",
      paramLabel = "URL",
      description = {
        "Measures runs on this PostgreSQL server, too: jdbc:postgresql://HOST/DATABASE, an empty"
            + " database that this fills. PGUSER and PGPASSWORD say as whom."
      })
  private Optional<String> postgresql;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description = "How long to send at a fixed rate (default: ${DEFAULT-VALUE}).")
  private int seconds;

  /**
   * A benchmark.
   *
   * @param catalogue the folder of the shipped catalogue
   */
  public BenchCommand(Supplier<Path> catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException, ExecutionException {
    Path own =
        Files.createTempDirectory(Files.createDirectories(folder).toAbsolutePath(), "bench-");
    try {
      List<Figure> figures = measure(own);
      System.out.println(json ? json(figures) : table(figures));
      return exitCode(figures, System.err);
    } finally {
      Folders.delete(own);
    }
  }

  /** 1 where something is wrong, which is said; how fast anything is is for people to judge. */
  static int exitCode(List<Figure> figures, PrintStream err) {
    List<String> faults = figures.stream().flatMap(it -> it.fault().stream()).toList();
    faults.forEach(err::println);
    return faults.isEmpty() ? 0 : 1;
  }

  private List<Figure> measure(Path own)
      throws IOException, SQLException, InterruptedException, ExecutionException {
    double disk = new Disk(own).appends(DISK);
    List<Figure> figures = new ArrayList<>();
    figures.add(new Figure("the disk: 512 bytes appended, fdatasync", disk, "1/s", disk, "itself"));
    for (Part part : parts.isEmpty() ? List.of(Part.values()) : parts) {
      System.err.println("Measuring: " + part);
      figures.addAll(measure(part, own, disk));
    }
    return figures;
  }

  private List<Figure> measure(Part part, Path own, double disk)
      throws IOException, SQLException, InterruptedException, ExecutionException {
    Duration howLong = Duration.ofSeconds(seconds);
    return switch (part) {
      case ACKNOWLEDGE -> new Acknowledging(own, howLong, disk).measure();
      case RUNS -> runs(own);
      case RECOVERY -> new Recovery(own, schema(), disk, many).measure();
      case STORED -> new ManyRuns(own, schema(), disk, many).stored();
      case WAITING -> new ManyRuns(own, schema(), disk, many).waiting();
      case DECISIONS -> new Decisions(schema()).measure();
      case START -> new Starts(own, howLong).startUps();
      case MEMORY -> new Starts(own, howLong).memory();
      case AUDIT -> new Auditing(own).measure();
      case DOORS -> new Doors(own, howLong, disk, boltJs).measure();
      case CROWD -> Crowd.measure(own);
      case TREES -> new Walking().measure();
    };
  }

  private List<Figure> runs(Path own)
      throws IOException, SQLException, InterruptedException, ExecutionException {
    List<Figure> figures = new ArrayList<>(new Runs(own, schema(), new Disk(own)).measure());
    if (postgresql.isPresent()) {
      PostgresDatabase database =
          new PostgresDatabase(postgresql.get(), environment("PGUSER"), environment("PGPASSWORD"));
      figures.addAll(new PostgresRuns(database, own, schema()).measure());
    }
    return figures;
  }

  private static String environment(String name) {
    return Optional.ofNullable(System.getenv(name)).orElse("");
  }

  private Path schema() throws IOException {
    try (Stream<Path> files = Files.walk(catalogue.get())) {
      return files
          .filter(file -> file.toString().endsWith(".cedarschema"))
          .findFirst()
          .orElseThrow(
              () -> new IllegalStateException("no schema of policies in " + catalogue.get()));
    }
  }

  private static String table(List<Figure> figures) {
    return String.join(System.lineSeparator(), figures.stream().map(Figure::line).toList());
  }

  private static String json(List<Figure> figures) {
    ArrayNode all = new ObjectMapper().createArrayNode();
    for (Figure figure : figures) {
      all.addObject()
          .put("name", figure.name())
          .put("value", figure.value())
          .put("unit", figure.unit())
          .put("baseline", figure.baseline())
          .put("beside", figure.beside())
          .put("ratio", figure.ratio());
    }
    return all.toPrettyString();
  }
}
