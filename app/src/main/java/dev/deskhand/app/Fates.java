package dev.deskhand.app;

import dev.deskhand.bot.resolution.RunTimeline;
import dev.deskhand.journal.TenantId;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunStore;
import dev.deskhand.storage.Deliveries;
import dev.deskhand.storage.Stores;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What became of a delivery, a message or a run, as lines. */
final class Fates {
  private static final Pattern NUMBER = Pattern.compile("(?:in-|inbox=)([0-9]{1,18})(?:[-/:].*)?");
  private static final Pattern RUN = Pattern.compile("r-[0-9a-f]{20}");
  private static final TenantId TENANT = TenantId.DEFAULT;

  private final Stores stores;

  Fates(Stores stores) {
    this.stores = stores;
  }

  /** Nothing where nothing of this name ever was. */
  List<String> of(String what) {
    if (RUN.matcher(what).matches()) {
      return run(new RunId(what));
    }
    Deliveries deliveries = stores.deliveries();
    return Stream.of(
            deliveries.byId(TENANT, what).stream().flatMap(this::delivery),
            deliveries.posts(TENANT, what).stream().flatMap(this::post),
            number(what))
        .flatMap(lines -> lines)
        .distinct()
        .toList();
  }

  private Stream<String> number(String what) {
    Matcher number = NUMBER.matcher(what);
    return number.matches()
        ? stores.deliveries().byNumber(TENANT, Long.parseLong(number.group(1))).stream()
            .flatMap(this::delivery)
        : Stream.empty();
  }

  private Stream<String> delivery(Deliveries.Told told) {
    String came =
        told.acceptedAt()
            + "  came as "
            + told.type()
            + " from "
            + told.source()
            + ", delivery "
            + told.deliveryId()
            + ", inbox="
            + told.number();
    String became =
        told.fate()
            .map(fate -> fate.at() + "  " + fate.outcome())
            .orElse("    it waits to be worked");
    return Stream.concat(Stream.of(came, became), runs(became));
  }

  /** The runs that an outcome names. */
  private Stream<String> runs(String outcome) {
    return RUN.matcher(outcome).results().flatMap(found -> run(new RunId(found.group())).stream());
  }

  private Stream<String> post(Deliveries.Post post) {
    String line =
        "post "
            + post.key()
            + ": "
            + post.state()
            + ", attempts: "
            + post.attempts()
            + (post.reason().isEmpty() ? "" : ", " + post.reason());
    return Stream.concat(Stream.of(line), Stream.concat(number(post.key()), runs(post.key())));
  }

  private List<String> run(RunId id) {
    RunStore runs = new RunStore(stores.journal());
    return runs.find(TENANT, id).stream()
        .flatMap(
            stored ->
                Stream.concat(
                    Stream.of(head(id, stored.run())),
                    RunTimeline.of(stored.run(), runs.history(TENANT, id)).stream()
                        .map(
                            entry ->
                                entry.at()
                                    + "  "
                                    + entry.kind().name().toLowerCase(Locale.ROOT)
                                    + "  "
                                    + entry.what().replace("\n", "\n    "))))
        .toList();
  }

  private static String head(RunId id, Run run) {
    return "run "
        + id
        + " of "
        + run.plan().runbook()
        + ", asked by "
        + run.request().requester()
        + " for "
        + run.request().beneficiary()
        + ", because of "
        + run.request().origin();
  }
}
