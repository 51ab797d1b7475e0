package dev.deskhand.torture;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.Delivery;
import dev.deskhand.journal.History;
import dev.deskhand.journal.Inbox;
import dev.deskhand.journal.InboxId;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Outbox;
import dev.deskhand.journal.PendingDelivery;
import dev.deskhand.journal.Position;
import dev.deskhand.journal.RecordedEvent;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ProbeResult;
import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.runbooks.json.RunEventJson;
import dev.deskhand.runbooks.run.RunEvent;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.StepRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The bugs that the self-test plants; each has to be found. */
enum Bug implements Sabotage {
  /** A flush that was forgotten: after a crash the last commits are gone. */
  LOSES_THE_TAIL {
    @Override
    public void disk(Path left) {
      Path wal = left.resolve(Ground.JOURNAL + "-wal");
      if (!Files.exists(wal)) {
        return;
      }
      try (FileChannel file = FileChannel.open(wal, StandardOpenOption.WRITE)) {
        file.truncate(file.size() * 9 / 10);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  },

  /** The epoch is not looked at. */
  FORGETS_THE_LEASE {
    @Override
    public Journal journal(Journal real) {
      return Tampered.appending(
          real,
          append ->
              real.append(
                  new Append(
                      append.tenant(),
                      append.streams(),
                      append.audit(),
                      append.outbox(),
                      List.of(),
                      append.freezing(),
                      append.progress(),
                      append.afterwards())));
    }
  },

  /** A commit is answered before it is made. */
  ACTS_BEFORE_ITS_INTENT {
    @Override
    public Journal journal(Journal real) {
      List<Append> late = new ArrayList<>();
      return Tampered.appending(
          real,
          append -> {
            late.forEach(real::append);
            late.clear();
            boolean announces =
                append.streams().stream()
                    .flatMap(it -> it.events().stream())
                    .anyMatch(it -> it.type().equals("step-intended"));
            if (announces) {
              late.add(append);
              return Position.START;
            }
            return real.append(append);
          });
    }
  },

  /** What is {@code once} is done again after a crash, as if it could be repeated. */
  REPEATS_WHAT_IS_ONCE {
    @Override
    public Journal journal(Journal real) {
      return without(real, "step-dispatched");
    }
  },

  /** That a person has stopped a run is not heard of any more after a crash. */
  FORGETS_A_PAUSE {
    @Override
    public Journal journal(Journal real) {
      return without(real, "pause-asked");
    }
  },

  /** How long a run has to wait is not known any more after a crash: it is taken for over. */
  FORGETS_A_WAIT {
    @Override
    public Journal journal(Journal real) {
      return retelling(
          real,
          told ->
              told.stream()
                  .map(
                      it ->
                          RunEventJson.read(it.event()) instanceof RunEvent.StepWaiting waiting
                              ? with(it, new RunEvent.StepWaiting(waiting.step(), it.at()))
                              : it)
                  .toList());
    }
  },

  /** A no to the rest of a run is taken for a yes. */
  BELIEVES_A_NO {
    @Override
    public Journal journal(Journal real) {
      return retelling(
          real,
          told -> {
            Map<StepRef, String> digests = new HashMap<>();
            List<RecordedEvent> all = new ArrayList<>();
            for (RecordedEvent each : told) {
              RunEvent event = RunEventJson.read(each.event());
              if (event instanceof RunEvent.StepApprovalAsked asked) {
                digests.put(asked.step(), asked.digest());
              }
              all.add(
                  event instanceof RunEvent.StepDeclined no && digests.containsKey(no.step())
                      ? with(
                          each,
                          new RunEvent.StepApproved(no.step(), no.by(), digests.get(no.step())))
                      : each);
            }
            return all;
          });
    }
  },

  /** What was answered to one question is taken for the answer to the next one, too. */
  TAKES_ANOTHERS_ANSWER {
    @Override
    public Journal journal(Journal real) {
      return retelling(
          real,
          told -> {
            List<RunEvent.Answered> answers = new ArrayList<>();
            List<RecordedEvent> all = new ArrayList<>();
            for (RecordedEvent each : told) {
              all.add(each);
              RunEvent event = RunEventJson.read(each.event());
              if (event instanceof RunEvent.Answered answered) {
                answers.add(answered);
              }
              if (event instanceof RunEvent.AnswerAsked asked && !answers.isEmpty()) {
                RunEvent.Answered other = answers.getLast();
                all.add(
                    with(each, new RunEvent.Answered(asked.step(), other.by(), other.values())));
              }
            }
            return all;
          });
    }
  },

  /** A lock is taken, and nobody writes it down. */
  FORGETS_A_LOCK {
    @Override
    public Journal journal(Journal real) {
      return Tampered.appending(
          real,
          append ->
              real.append(
                  new Append(
                      append.tenant(),
                      append.streams().stream()
                          .filter(it -> !it.stream().kind().equals("lock"))
                          .toList(),
                      append.audit(),
                      append.outbox(),
                      append.leases(),
                      append.freezing(),
                      append.progress(),
                      append.afterwards())));
    }
  },

  /** Entries of the audit are left out. */
  FORGETS_THE_AUDIT {
    @Override
    public Journal journal(Journal real) {
      return Tampered.appending(
          real,
          append ->
              real.append(
                  new Append(
                      append.tenant(),
                      append.streams(),
                      append.audit().stream()
                          .filter(it -> !it.object().contains("/more/"))
                          .toList(),
                      append.outbox(),
                      append.leases(),
                      append.freezing(),
                      append.progress(),
                      append.afterwards())));
    }
  },

  /** What was done is taken for a target that was busy. */
  MISREADS_A_RESULT {
    @Override
    public StepAction action(StepAction real) {
      return Tampered.action(
          real,
          call -> {
            ActionResult result = real.perform(call);
            return call.attempt() == 1 && call.key().endsWith(".more")
                ? new ActionResult.Failed(ActionResult.Failed.Cause.TRANSIENT, "busy")
                : result;
          },
          real::probe);
    }
  },

  /** A result gets lost on its way. */
  DROPS_A_RESULT {
    @Override
    public StepAction action(StepAction real) {
      return Tampered.action(
          real,
          call -> {
            ActionResult result = real.perform(call);
            return call.attempt() == 1 && call.key().endsWith(".act")
                ? new ActionResult.Uncertain("?")
                : result;
          },
          _ -> new ProbeResult.DidNotHappen());
    }
  },

  /** Nobody asks the target: what was begun is taken for undone. */
  PROBES_NOBODY {
    @Override
    public StepAction action(StepAction real) {
      return Tampered.action(real, real::perform, _ -> new ProbeResult.DidNotHappen());
    }
  },

  /** The key that is sent is another for each attempt. */
  CHANGES_THE_KEY {
    @Override
    public StepAction action(StepAction real) {
      boolean isKeyed = real.signature().effects().contains(EffectClass.KEYED);
      return Tampered.action(
          real,
          call ->
              real.perform(
                  isKeyed
                      ? new ActionCall(
                          call.key() + "-" + call.attempt(),
                          call.attempt(),
                          call.target(),
                          call.arguments(),
                          call.lists(),
                          call.timeout(),
                          call.services())
                      : call),
          real::probe);
    }
  },

  /** What was to be taken back is said to be, and nobody did it. */
  SKIPS_AN_UNDO {
    @Override
    public StepAction action(StepAction real) {
      return Tampered.action(
          real,
          call ->
              call.key().endsWith(".first.undo")
                  ? new ActionResult.Done(Map.of(), "nothing to do")
                  : real.perform(call),
          real::probe);
    }
  },

  /** A delivery is acknowledged before it is stored. */
  ACKNOWLEDGES_TOO_EARLY {
    @Override
    public Inbox inbox(Inbox real) {
      List<Delivery> late = new ArrayList<>();
      return Tampered.accepting(
          real,
          delivery -> {
            late.forEach(real::accept);
            late.clear();
            late.add(delivery);
            return Optional.of(new InboxId(0));
          });
    }
  },

  /** What may have been posted is posted again, without a look. */
  POSTS_BLINDLY {
    @Override
    public Outbox outbox(Outbox real) {
      Function<PendingDelivery, PendingDelivery> first =
          it -> new PendingDelivery(it.tenant(), it.number(), it.row(), 0, it.dueAt());
      return Tampered.due(real, first);
    }
  };

  /** The effects that show it, where not all do. */
  Optional<EffectClass> shows() {
    return switch (this) {
      case REPEATS_WHAT_IS_ONCE -> Optional.of(EffectClass.ONCE);
      case PROBES_NOBODY -> Optional.of(EffectClass.PROBE);
      case CHANGES_THE_KEY -> Optional.of(EffectClass.KEYED);
      case LOSES_THE_TAIL,
          FORGETS_THE_LEASE,
          ACTS_BEFORE_ITS_INTENT,
          FORGETS_A_PAUSE,
          FORGETS_A_WAIT,
          BELIEVES_A_NO,
          TAKES_ANOTHERS_ANSWER,
          FORGETS_A_LOCK,
          FORGETS_THE_AUDIT,
          MISREADS_A_RESULT,
          DROPS_A_RESULT,
          SKIPS_AN_UNDO,
          ACKNOWLEDGES_TOO_EARLY,
          POSTS_BLINDLY ->
          Optional.empty();
    };
  }

  /** The plots that show it, where not all do. */
  Optional<Plot> plot() {
    return switch (this) {
      case FORGETS_A_PAUSE, FORGETS_A_WAIT -> Optional.of(Plot.PAUSED);
      case BELIEVES_A_NO -> Optional.of(Plot.DECLINED);
      case TAKES_ANOTHERS_ANSWER -> Optional.of(Plot.ASKED);
      case FORGETS_A_LOCK -> Optional.of(Plot.LOCKED);
      default -> Optional.empty();
    };
  }

  private static Journal without(Journal real, String type) {
    return retelling(
        real, told -> told.stream().filter(it -> !it.event().type().equals(type)).toList());
  }

  /** What is read of runs is not what was written. */
  private static Journal retelling(Journal real, UnaryOperator<List<RecordedEvent>> retold) {
    return Tampered.reading(
        real,
        history ->
            history.key().stream().kind().equals(RunId.KIND)
                ? new History(history.key(), history.sequence(), retold.apply(history.events()))
                : history);
  }

  private static RecordedEvent with(RecordedEvent told, RunEvent instead) {
    return new RecordedEvent(
        told.position(), told.key(), told.sequence(), told.at(), RunEventJson.write(instead));
  }

  String label() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
