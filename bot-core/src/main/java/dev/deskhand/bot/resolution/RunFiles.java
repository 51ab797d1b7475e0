package dev.deskhand.bot.resolution;

import dev.deskhand.bot.message.Attachment;
import dev.deskhand.journal.TenantId;
import dev.deskhand.runbooks.run.KeptText;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The texts of a run that are too long for its story, as files. Whoever is given them has to be one
 * who may read the run. Thread-safe.
 */
public final class RunFiles {
  /** How many go with one message or note; the others are on the run's page. */
  public static final int MOST = 10;

  private static final int LONGEST_WORD = 30;

  private final RunStore runs;

  public RunFiles(RunStore runs) {
    this.runs = runs;
  }

  /** What steps saw, and their outputs, in order. */
  public List<Attachment> of(TenantId tenant, RunId run) {
    return files(tenant, run, runs.keptTexts(tenant, run));
  }

  /** The one of this digest. */
  public Optional<Attachment> one(TenantId tenant, RunId run, String sha256) {
    return runs.keptTexts(tenant, run).stream()
        .filter(it -> it.sha256().equals(sha256))
        .findFirst()
        .flatMap(it -> file(tenant, run, it));
  }

  /** What steps saw or failed of, for the story of the run; at most ten, the last ones. */
  List<Attachment> evidence(TenantId tenant, RunId run) {
    List<KeptText> seen =
        runs.keptTexts(tenant, run).stream().filter(KeptText::isEvidence).toList();
    return files(tenant, run, seen.subList(Math.max(0, seen.size() - MOST), seen.size()));
  }

  private List<Attachment> files(TenantId tenant, RunId run, List<KeptText> texts) {
    List<Attachment> files = new ArrayList<>();
    for (KeptText text : texts) {
      file(tenant, run, text).ifPresent(files::add);
    }
    return files;
  }

  private Optional<Attachment> file(TenantId tenant, RunId run, KeptText text) {
    return runs.text(tenant, text)
        .map(
            content ->
                new Attachment(
                    name(text),
                    "text/plain",
                    content.getBytes(StandardCharsets.UTF_8).length,
                    text.sha256(),
                    "/requests/" + run + "/files/" + text.sha256()));
  }

  /** Such as {@code restart-output.txt}, or of a later attempt {@code restart-2-output.txt}. */
  private static String name(KeptText text) {
    String attempt = text.attempt() == 1 ? "" : "-" + text.attempt();
    return word(text.step().toString()) + attempt + "-" + word(text.what()) + ".txt";
  }

  private static String word(String text) {
    String plain = text.replaceAll("[^A-Za-z0-9-]+", "-").replaceAll("^-+", "");
    return plain.isEmpty() ? "step" : plain.substring(0, Math.min(LONGEST_WORD, plain.length()));
  }
}
