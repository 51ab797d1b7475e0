package dev.deskhand.bot.trigger;

import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.ticket.Ticket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which trigger answers an event, and why each other one does not. At most one does. Pure. */
public final class TriggerDecider {
  private final List<Trigger> triggers;

  /** Decides among these, in the order of their names. */
  public TriggerDecider(Collection<Trigger> triggers) {
    this.triggers = triggers.stream().sorted(Comparator.comparing(Trigger::name)).toList();
  }

  /**
   * What has happened before.
   *
   * @param fired when each trigger answered last, for this ticket or webhook
   * @param used how often each trigger with a rate has answered in the present span
   */
  public record Past(Map<TriggerName, Instant> fired, Map<TriggerName, Integer> used) {
    public Past {
      fired = Map.copyOf(fired);
      used = Map.copyOf(used);
    }
  }

  /** The trigger that answers, with the values of its inputs, and what all made of it. */
  public record Decided(Optional<Answering> answering, List<Verdict> verdicts) {
    public Decided {
      verdicts = List.copyOf(verdicts);
    }
  }

  /** A trigger that answers. */
  public record Answering(Trigger trigger, Map<String, String> given) {
    public Answering {
      given = Map.copyOf(given);
    }
  }

  public List<Trigger> triggers() {
    return triggers;
  }

  /** The trigger of a name. */
  public Optional<Trigger> find(TriggerName name) {
    return triggers.stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /** Which trigger answers a ticket event. */
  public Decided ticket(Inbound.TicketEvent event, Facts facts, Past past, Instant now) {
    List<Verdict> verdicts = new ArrayList<>();
    Optional<Answering> first = Optional.empty();
    for (Trigger trigger : triggers) {
      if (trigger.source() instanceof Source.Desk desk) {
        Judged judged = judge(trigger, misheard(desk, event), facts, past, now);
        boolean isSecond = first.isPresent() && judged.given().isPresent();
        verdicts.add(
            isSecond
                ? Verdict.passed(trigger, "it fits, but another trigger was first")
                : judged.verdict());
        if (first.isEmpty()) {
          first = judged.given().map(given -> new Answering(trigger, given));
        }
      }
    }
    return new Decided(first, verdicts);
  }

  /** What is kept of a ticket event that none of them may answer. */
  public Decided none(String why) {
    return new Decided(
        Optional.empty(),
        triggers.stream()
            .filter(trigger -> trigger.source() instanceof Source.Desk)
            .map(trigger -> Verdict.passed(trigger, why))
            .toList());
  }

  /** Whether a webhook's trigger answers what was sent to it. */
  public Decided call(Trigger trigger, Facts facts, Past past, Instant now) {
    Judged judged = judge(trigger, Optional.empty(), facts, past, now);
    return new Decided(
        judged.given().map(given -> new Answering(trigger, given)), List.of(judged.verdict()));
  }

  private record Judged(Verdict verdict, Optional<Map<String, String>> given) {}

  private static Judged judge(
      Trigger trigger, Optional<String> misheard, Facts facts, Past past, Instant now) {
    Optional<String> against =
        misheard
            .or(() -> filteredOut(trigger, facts))
            .or(() -> coolingDown(trigger, past, now))
            .or(() -> usedUp(trigger, past));
    if (against.isPresent()) {
      return new Judged(Verdict.passed(trigger, against.get()), Optional.empty());
    }
    try {
      return new Judged(
          Verdict.matched(trigger, "it fits"), Optional.of(given(trigger.start(), facts)));
    } catch (IllegalArgumentException e) {
      return new Judged(
          Verdict.passed(trigger, "it fits, but its inputs can't be filled: " + e.getMessage()),
          Optional.empty());
    }
  }

  private static Optional<String> misheard(Source.Desk desk, Inbound.TicketEvent event) {
    Ticket ticket = event.ticket();
    if (!desk.desks().isEmpty() && !desk.desks().contains(ticket.ref().desk())) {
      return Optional.of("it listens to other desks than " + ticket.ref().desk());
    }
    if (!desk.changes().contains(event.change())) {
      return Optional.of(
          "it does not listen to '"
              + event.change().name().toLowerCase(Locale.ROOT).replace('_', '-')
              + "'");
    }
    return Optional.empty();
  }

  private static Optional<String> filteredOut(Trigger trigger, Facts facts) {
    if (trigger.filter().isEmpty()) {
      return Optional.empty();
    }
    try {
      return trigger.filter().get().test(facts.variables())
          ? Optional.empty()
          : Optional.of("its filter does not hold");
    } catch (IllegalArgumentException e) {
      return Optional.of("its filter can't be evaluated: " + e.getMessage());
    }
  }

  private static Optional<String> coolingDown(Trigger trigger, Past past, Instant now) {
    Optional<Instant> until =
        trigger
            .limits()
            .cooldown()
            .flatMap(
                pause ->
                    Optional.ofNullable(past.fired().get(trigger.name()))
                        .map(last -> last.plus(pause)));
    return until.filter(now::isBefore).map(it -> "it answered here before and pauses until " + it);
  }

  private static Optional<String> usedUp(Trigger trigger, Past past) {
    return trigger
        .limits()
        .rate()
        .filter(rate -> past.used().getOrDefault(trigger.name(), 0) >= rate.most())
        .map(rate -> "it has begun " + rate.most() + " in " + rate.per() + ", its most");
  }

  private static Map<String, String> given(Start start, Facts facts) {
    Map<String, String> given = new TreeMap<>();
    start.inputs().forEach((name, input) -> given.put(name, value(input, facts)));
    return given;
  }

  /** The values of a runbook's inputs when a time has come. */
  public static Map<String, String> given(Trigger trigger, Facts facts) {
    return given(trigger.start(), facts);
  }

  private static String value(Start.Input input, Facts facts) {
    return switch (input) {
      case Start.Input.Filled filled -> filled.template().render(facts::lookUp);
      case Start.Input.Computed computed ->
          String.valueOf(computed.expression().evaluate(facts.variables()));
    };
  }
}
