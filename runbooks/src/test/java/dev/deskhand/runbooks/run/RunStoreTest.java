package dev.deskhand.runbooks.run;

import static dev.deskhand.runbooks.run.Workshop.RUN;
import static dev.deskhand.runbooks.run.Workshop.TENANT;
import static dev.deskhand.runbooks.run.Workshop.runbook;
import static dev.deskhand.runbooks.run.Workshop.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.journal.Journal;
import dev.deskhand.journal.memory.InMemoryStore;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionResult;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs are what the journal says, whatever this process remembers of them. */
final class RunStoreTest {
  private final Workshop shop = new Workshop();
  private InMemoryStore stored = shop.store;

  /** A journal from which everything may be taken. */
  private final Journal journal =
      (Journal)
          Proxy.newProxyInstance(
              Journal.class.getClassLoader(),
              new Class<?>[] {Journal.class},
              (_, method, arguments) -> method.invoke(stored, arguments));

  @Test
  void a_run_that_retention_took_away_is_gone_though_it_was_read_before() {
    shop.world.script("one", _ -> new ActionResult.Done(Map.of(), "done"));
    shop.begin(runbook("fix", step("one", EffectClass.ONCE)));
    shop.workThrough();
    RunStore runs = new RunStore(journal);
    assertThat(runs.find(TENANT, RUN)).isPresent();

    stored = new InMemoryStore(shop.clock);
    assertThat(runs.find(TENANT, RUN)).isEmpty();
  }
}
