package dev.deskhand.app;

import dev.deskhand.bot.trigger.CaseEvent;
import dev.deskhand.bot.trigger.CaseStore;
import dev.deskhand.bot.trigger.ScheduleEvent;
import dev.deskhand.bot.trigger.ScheduleStore;
import dev.deskhand.bot.trigger.Verdict;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.TenantId;
import dev.deskhand.storage.Stores;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "why",
    description = {
      "Says what became of something that came in, and why, also where nothing happened: of one"
          + " delivery (by its id, or its number in the log), of a message that was posted, of a"
          + " run, of a ticket's events or a schedule: which trigger answered, and why every other"
          + " one did not.",
      "Ends with 1 when nothing is known. What was refused at the door, unsigned say, is not"
          + " stored: the log has it."
    })
final class WhyCommand implements Callable<Integer> {
  private static final int MOST_CASES = 1_000;

  @Mixin private MaintenanceOption option;

  @Parameters(
      paramLabel = "DELIVERY|MESSAGE|RUN|TICKET|TRIGGER",
      description =
          "Such as a delivery's id, inbox=42, in-42, r-4cafe…, rt-42, or a trigger's name.")
  private String what = "";

  @Override
  public Integer call() {
    List<String> lines = what.isBlank() ? List.of() : option.with(stores -> lines(stores, what));
    lines.forEach(System.out::println);
    if (lines.isEmpty()) {
      System.out.println(
          "Nothing is known of '"
              + what
              + "': write a ticket such as rt-42, the id of a delivery, a message or a run, or a"
              + " trigger's name.");
    }
    return lines.isEmpty() ? 1 : 0;
  }

  /** What is known, one line each. */
  static List<String> lines(Stores stores, String what) {
    PersonalVault vault = new PersonalVault(stores.personalKeys());
    CaseStore cases = new CaseStore(stores.journal(), vault);
    ScheduleStore schedules = new ScheduleStore(stores.journal(), vault);
    List<String> ofTicket =
        cases.history(key(CaseStore.KIND, what)).stream()
            .flatMap(recorded -> lines(recorded, cases.read(recorded)))
            .toList();
    if (!ofTicket.isEmpty()) {
      return ofTicket;
    }
    List<String> ofSchedule =
        schedules.history(key(ScheduleStore.KIND, what)).stream()
            .map(recorded -> line(recorded, schedules.read(recorded)))
            .toList();
    return ofSchedule.isEmpty()
        ? Stream.concat(
                new Fates(stores).of(what).stream(), deliveries(stores, cases, what).stream())
            .toList()
        : ofSchedule;
  }

  private static StreamKey key(String kind, String what) {
    return new StreamKey(TenantId.DEFAULT, new StreamId(kind, what));
  }

  /** Looks through the cases that changed last. */
  private static List<String> deliveries(Stores stores, CaseStore cases, String what) {
    return stores.journal().recent(TenantId.DEFAULT, CaseStore.KIND, MOST_CASES).stream()
        .flatMap(
            key ->
                cases.history(key).stream()
                    .filter(recorded -> isAbout(key, cases.read(recorded), what))
                    .flatMap(recorded -> lines(recorded, cases.read(recorded))))
        .toList();
  }

  private static boolean isAbout(StreamKey key, CaseEvent event, String what) {
    boolean isHook = key.stream().key().startsWith("hook/" + what + "/");
    return isHook
        || (event instanceof CaseEvent.Considered considered
            && (considered.delivery().equals(what) || considered.delivery().endsWith(" " + what)));
  }

  private static Stream<String> lines(RecordedEvent recorded, CaseEvent event) {
    return switch (event) {
      case CaseEvent.Considered considered ->
          Stream.concat(
              Stream.of(
                  recorded.at()
                      + "  "
                      + considered.change().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                      + ", delivery "
                      + considered.delivery()
                      + ": "
                      + considered.outcome()),
              considered.verdicts().stream().map(WhyCommand::line));
      case CaseEvent.Linked linked -> Stream.of(recorded.at() + "  spoken of in " + linked.where());
      case CaseEvent.Taken taken ->
          Stream.of(recorded.at() + "  taken by " + taken.by() + " in " + taken.where());
      case CaseEvent.Heard _ -> Stream.of();
      case CaseEvent.FilesKept kept ->
          Stream.of(recorded.at() + "  " + kept.files().size() + " files given by " + kept.by());
      case CaseEvent.Yielded yielded ->
          Stream.of(recorded.at() + "  left to the desk's people: " + yielded.why());
      case CaseEvent.Closed closed -> Stream.of(recorded.at() + "  closed: " + closed.why());
      case CaseEvent.Resumed resumed -> Stream.of(recorded.at() + "  taken up: " + resumed.why());
    };
  }

  private static String line(Verdict verdict) {
    return "    "
        + switch (verdict.answer()) {
          case MATCHED -> "answered  ";
          case PASSED -> "passed    ";
        }
        + verdict.trigger()
        + ": "
        + verdict.reason();
  }

  private static String line(RecordedEvent recorded, ScheduleEvent event) {
    String what =
        switch (event) {
          case ScheduleEvent.Began _ -> "counts from here on";
          case ScheduleEvent.Withdrawn _ -> "stands in no file any more";
          case ScheduleEvent.Fired fired -> "due " + fired.occurrence() + ": " + fired.outcome();
          case ScheduleEvent.Missed missed ->
              "missed "
                  + missed.count()
                  + " from "
                  + missed.first()
                  + " to "
                  + missed.last()
                  + ", policy "
                  + missed.policy().name().toLowerCase(Locale.ROOT).replace('_', '-');
          case ScheduleEvent.Skipped skipped ->
              "due " + skipped.occurrence() + ": skipped, " + skipped.running() + " still goes on";
          case ScheduleEvent.Queued queued -> "due " + queued.occurrence() + ": waits in the queue";
        };
    return recorded.at() + "  " + what;
  }
}
