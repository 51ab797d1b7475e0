package dev.deskhand.bot.limit;

import dev.deskhand.journal.TenantId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts requests in memory: they have no effect by themselves, so that a restart may forget them.
 * Of more than 10,000 askers at once, the one who was quiet longest is forgotten. Thread-safe.
 */
public final class RequestMeter {
  private static final int MOST_ASKERS = 10_000;
  private static final String ALL = "";

  private final Allowances allowances;
  private final Map<Asker, Used> used = new LinkedHashMap<>(16, 0.75f, true);

  private record Asker(TenantId tenant, String name) {}

  private record Used(long span, int count) {}

  public RequestMeter(Allowances allowances) {
    this.allowances = allowances;
  }

  /** What became of wanting one more. */
  public sealed interface Taken {
    /** It may be worked. */
    record Within() implements Taken {}

    /**
     * It is too much.
     *
     * @param rate that is used up
     * @param until when there is more again
     * @param telling whether the asker has to be told
     */
    record Beyond(Rate rate, Instant until, Telling telling) implements Taken {}
  }

  /** Whether the asker knows already. */
  public enum Telling {
    /** It is the first that is too much in this span. */
    NOW,
    DONE_BEFORE
  }

  /**
   * Takes one from an asker's allowance, and, if that has one left, from the tenant's.
   *
   * @param asker a person, or an account that nobody knows
   */
  public synchronized Taken take(TenantId tenant, String asker, Instant now) {
    Taken own = take(new Asker(tenant, asker), allowances.requests(), now);
    return own instanceof Taken.Within
        ? take(new Asker(tenant, ALL), allowances.tenantRequests(), now)
        : own;
  }

  private Taken take(Asker asker, Rate rate, Instant now) {
    long span = rate.span(now);
    Used before = used.getOrDefault(asker, new Used(span, 0));
    int count = before.span() == span ? Math.min(before.count(), rate.most() + 1) + 1 : 1;
    used.put(asker, new Used(span, count));
    while (used.size() > MOST_ASKERS) {
      used.remove(used.keySet().iterator().next());
    }
    if (count <= rate.most()) {
      return new Taken.Within();
    }
    return new Taken.Beyond(
        rate, rate.end(now), count == rate.most() + 1 ? Telling.NOW : Telling.DONE_BEFORE);
  }
}
