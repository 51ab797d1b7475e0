package dev.deskhand.torture;

import dev.deskhand.journal.Append;
import dev.deskhand.journal.Delivery;
import dev.deskhand.journal.History;
import dev.deskhand.journal.Inbox;
import dev.deskhand.journal.InboxId;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Lease;
import dev.deskhand.journal.Outbox;
import dev.deskhand.journal.PendingDelivery;
import dev.deskhand.journal.Position;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.TenantId;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ProbeResult;
import dev.deskhand.runbooks.action.StepAction;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Ports of which one call does something else. */
final class Tampered {
  private Tampered() {}

  /** What is done instead of a call. */
  private interface Instead {
    Object call(List<Object> arguments);
  }

  /** An attempt that goes its own way. */
  interface Performing {
    ActionResult perform(ActionCall call) throws InterruptedException;
  }

  /** A question that goes its own way. */
  interface Probing {
    ProbeResult probe(ActionCall call) throws InterruptedException;
  }

  /** Something is done before each call. */
  static Journal guarded(Journal real, Runnable before) {
    return watched(Journal.class, real, before, _ -> {});
  }

  static Journal appending(Journal real, Function<Append, Position> append) {
    return of(
        Journal.class, real, Map.of("append", given -> append.apply((Append) given.getFirst())));
  }

  static Journal reading(Journal real, UnaryOperator<History> read) {
    return of(
        Journal.class,
        real,
        Map.of(
            "read",
            given -> {
              long after = given.size() > 1 ? (long) given.get(1) : 0;
              return read.apply(real.read((StreamKey) given.getFirst(), after));
            }));
  }

  static Inbox accepting(Inbox real, Function<Delivery, Optional<InboxId>> accept) {
    return of(
        Inbox.class, real, Map.of("accept", given -> accept.apply((Delivery) given.getFirst())));
  }

  /** Rows are shown as others than they are, and begun as they are. */
  static Outbox due(Outbox real, Function<PendingDelivery, PendingDelivery> row) {
    return of(
        Outbox.class,
        real,
        Map.of(
            "due",
            given ->
                real
                    .due((int) given.get(0), (java.time.Instant) given.get(1), (int) given.get(2))
                    .stream()
                    .map(row)
                    .toList(),
            "first",
            given -> real.first((TenantId) given.get(0), (String) given.get(1)).map(row),
            "beginAttempt",
            given -> begun(real, (PendingDelivery) given.get(0), (Lease) given.get(1))));
  }

  private static PendingDelivery begun(Outbox real, PendingDelivery shown, Lease lease) {
    PendingDelivery row =
        real.first(shown.tenant(), shown.row().lane())
            .filter(it -> it.number() == shown.number())
            .orElse(shown);
    real.beginAttempt(row, lease);
    return row;
  }

  /** Every writing call is announced and told of. */
  static <T> T watched(Class<T> port, T real, Runnable before, Consumer<Object> after) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              before.run();
              try {
                Object result = method.invoke(real, arguments);
                after.accept(result == null ? "" : result);
                return result;
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            }));
  }

  static StepAction action(StepAction real, Performing performing, Probing probing) {
    return new StepAction() {
      @Override
      public String name() {
        return real.name();
      }

      @Override
      public Signature signature() {
        return real.signature();
      }

      @Override
      public ActionResult perform(ActionCall call) throws InterruptedException {
        return performing.perform(call);
      }

      @Override
      public ProbeResult probe(ActionCall call) throws InterruptedException {
        return probing.probe(call);
      }
    };
  }

  private static <T> T of(Class<T> port, T real, Map<String, Instead> tampered) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              Instead instead = tampered.get(method.getName());
              if (instead != null) {
                return instead.call(List.of(arguments));
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            }));
  }
}
