package dev.deskhand.app;

import dev.deskhand.audit.AuditException;
import dev.deskhand.audit.ChainCheck;
import dev.deskhand.audit.CheckKey;
import dev.deskhand.audit.CsvExport;
import dev.deskhand.audit.Export;
import dev.deskhand.audit.ExportCheck;
import dev.deskhand.audit.SignedHead;
import dev.deskhand.audit.SigningKey;
import dev.deskhand.audit.Verification;
import dev.deskhand.audit.evidence.Bundle;
import dev.deskhand.audit.evidence.Evidence;
import dev.deskhand.audit.evidence.Period;
import dev.deskhand.audit.witness.HeadFile;
import dev.deskhand.journal.TenantId;
import dev.deskhand.storage.Stores;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "audit",
    description = "Verifies the audit, exports it, and gathers evidence for auditors.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {AuditCommand.Verify.class, AuditCommand.ToFile.class, AuditCommand.Gather.class})
final class AuditCommand {
  private static final TenantId TENANT = TenantId.DEFAULT;

  @Command(
      name = "verify",
      description = {
        "Checks the hash chain of the audit, entry by entry: names the first that was altered,"
            + " removed, swapped or doubled, whether its end was cut off behind a witnessed head,"
            + " and what nobody has witnessed. Ends with 1 when it does not verify.",
        "Of an export it needs nothing but the file and the public key, and checks every byte."
      })
  static final class Verify implements Callable<Integer> {
    @Mixin private MaintenanceOption option;

    @Parameters(
        arity = "0..1",
        paramLabel = "EXPORT",
        description = "An export in JSON Lines; without one, the database is checked.")
    private @Nullable Path export;

    @Option(
        names = "--key",
        paramLabel = "PEM",
        description = "The public key: a copy of data/audit-signing.pub.")
    private @Nullable Path key;

    @Option(
        names = "--heads",
        paramLabel = "FILE",
        description = "Heads that were witnessed; the installation's own need not be named.")
    private List<Path> heads = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
      Path file = export;
      return file == null ? ofDatabase() : ofExport(file);
    }

    private int ofExport(Path file) throws IOException {
      Path pem = key;
      if (pem == null) {
        throw new AuditException(
            "name the public key with --key: data/audit-signing.pub of the installation, as"
                + " somebody gave it to you whom you trust");
      }
      CheckKey check = CheckKey.parse(Files.readString(pem));
      HeadFile.Contents witnessed = read(heads, check);
      return tell(ExportCheck.check(file, check, witnessed.heads()), witnessed);
    }

    private int ofDatabase() throws IOException {
      List<Path> all = new ArrayList<>(heads);
      if (Files.exists(option.heads())) {
        all.addFirst(option.heads());
      }
      Path pem = key;
      CheckKey check = pem == null ? option.key().check() : CheckKey.parse(Files.readString(pem));
      HeadFile.Contents witnessed = read(all, check);
      return tell(option.with(stores -> verify(stores, witnessed.heads())), witnessed);
    }

    private static HeadFile.Contents read(List<Path> files, CheckKey key) throws IOException {
      List<SignedHead> heads = new ArrayList<>();
      List<String> foreign = new ArrayList<>();
      List<String> broken = new ArrayList<>();
      for (Path file : files) {
        HeadFile.Contents contents = HeadFile.read(file, key);
        heads.addAll(contents.heads());
        foreign.addAll(contents.foreign());
        broken.addAll(contents.broken());
      }
      return new HeadFile.Contents(heads, foreign, broken);
    }

    private static int tell(Verification found, HeadFile.Contents witnessed) {
      found.lines().forEach(System.out::println);
      witnessed.foreign().forEach(System.out::println);
      witnessed.broken().forEach(System.out::println);
      return found.holds() && witnessed.foreign().isEmpty() ? 0 : 1;
    }
  }

  /** Checks a database. */
  private static Verification verify(Stores stores, List<SignedHead> heads) {
    ChainCheck check = new ChainCheck(TENANT, heads);
    AuditPages.forEach(stores.journal(), TENANT, check::add);
    return check.end();
  }

  /** What exports are written as. */
  enum Format {
    JSONL,
    CSV;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Command(
      name = "export",
      description =
          "Writes the audit to a file that is not there yet: as JSON Lines, which 'audit verify'"
              + " checks anywhere, or as CSV for spreadsheets, which proves nothing.")
  static final class ToFile implements Callable<Integer> {
    @Mixin private MaintenanceOption option;

    @Parameters(paramLabel = "FILE", description = "Where to.")
    private Path file;

    @Option(
        names = "--format",
        paramLabel = "FORMAT",
        defaultValue = "jsonl",
        description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Override
    public Integer call() {
      long entries =
          option.with(
              stores ->
                  switch (format) {
                    case JSONL -> writeExport(file, stores, option.key());
                    case CSV -> writeTable(file, stores);
                  });
      System.out.println(entries + " entries are in " + file);
      return 0;
    }
  }

  private static long writeExport(Path file, Stores stores, SigningKey key) {
    try (OutputStream out =
        new BufferedOutputStream(
            Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), 1 << 20)) {
      Export export = Export.begin(TENANT, out);
      AuditPages.write(stores.journal(), TENANT, export::add);
      export.end(InstantSource.system().instant(), key);
      return export.entries();
    } catch (IOException e) {
      throw new AuditException("the export " + file + " can't be written: " + e, e);
    }
  }

  private static long writeTable(Path file, Stores stores) {
    try (Writer out = Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW)) {
      CsvExport table = CsvExport.begin(out);
      return AuditPages.write(stores.journal(), TENANT, table::add);
    } catch (IOException e) {
      throw new AuditException("the export " + file + " can't be written: " + e, e);
    }
  }

  @Command(
      name = "evidence",
      description =
          "Makes a folder for an auditor about some days: changes with their approvals, access"
              + " granted and revoked, exceptions, and gaps, as Markdown and PDF; the whole export,"
              + " the witnessed heads, the public key, and a signed manifest of digests.")
  static final class Gather implements Callable<Integer> {
    @Mixin private MaintenanceOption option;

    @Parameters(paramLabel = "FOLDER", description = "Where to; it must not be there yet.")
    private Path folder;

    @Option(
        names = "--from",
        paramLabel = "DAY",
        required = true,
        description = "Such as 2026-01-31.")
    private LocalDate from;

    @Option(names = "--to", paramLabel = "DAY", required = true, description = "The last day.")
    private LocalDate to;

    @Override
    public Integer call() throws IOException {
      Period period = new Period(from, to);
      SigningKey key = option.key();
      if (Files.exists(folder)) {
        throw new IllegalArgumentException(
            folder + " is there already: name a folder that is not, or move it away");
      }
      Bundle bundle = Bundle.begin(folder);
      Path heads = option.heads();
      List<SignedHead> witnessed = List.of();
      if (Files.exists(heads)) {
        Files.copy(heads, bundle.file("heads.jsonl"));
        witnessed = HeadFile.read(bundle.file("heads.jsonl"), key.check()).heads();
      }
      Files.writeString(bundle.file("audit-signing.pub"), key.check().pem());
      Evidence evidence = new Evidence(period);
      ChainCheck check = new ChainCheck(TENANT, witnessed);
      option.with(
          stores -> {
            AuditPages.forEach(stores.journal(), TENANT, check::add);
            AuditPages.forEach(stores.journal(), TENANT, evidence::add);
            return writeExport(bundle.file("audit.jsonl"), stores, key);
          });
      Verification found = check.end();
      bundle.write(evidence.document(found));
      bundle.end(key);
      found.lines().forEach(System.out::println);
      System.out.println("The evidence is in " + folder);
      return found.holds() ? 0 : 1;
    }
  }
}
