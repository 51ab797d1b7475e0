package dev.deskhand.runbooks.run;

import static dev.deskhand.runbooks.run.Workshop.RUN;
import static dev.deskhand.runbooks.run.Workshop.TENANT;
import static dev.deskhand.runbooks.run.Workshop.runbook;
import static dev.deskhand.runbooks.run.Workshop.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.journal.Artefact;
import dev.deskhand.journal.AuditRecord;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.StepId;
import dev.deskhand.runbooks.action.ActionResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is too long for an event is kept beside it, whole. */
final class LongTextsTest {
  private static final String LONG = "begins here\n" + "x".repeat(100_000) + "\nends there";

  private final Workshop shop = new Workshop();

  private void run(ActionResult result) {
    shop.world.script("one", call -> result);
    shop.begin(runbook("fix", step("one", EffectClass.ONCE)));
    shop.workThrough();
  }

  private List<String> bodies() {
    return shop.runs.history(TENANT, RUN).stream().map(it -> it.event().body()).toList();
  }

  @Test
  void long_evidence_stands_as_an_excerpt_that_names_the_whole_as_the_audit_does() {
    String digest = Artefact.of(LONG).sha256();

    run(new ActionResult.Done(Map.of(), LONG));

    assertThat(shop.history(RunEvent.StepSucceeded.class).getFirst().evidence())
        .startsWith("begins here")
        .contains("ends there\n[the whole: artefact " + digest + "]")
        .hasSizeLessThan(LongTexts.LONGEST);
    assertThat(shop.runs.artefact(TENANT, RUN, digest)).contains(LONG);
    assertThat(shop.store.audit(TENANT, 0, 100).stream().map(AuditRecord::entry))
        .anyMatch(it -> it.consequence().artefacts().equals(List.of(digest)));
  }

  @Test
  void what_a_run_has_kept_is_named_in_order_and_once() {
    run(new ActionResult.Done(Map.of("rows", "r" + LONG, "exit-code", "0", "same", LONG), LONG));

    assertThat(shop.runs.keptTexts(TENANT, RUN))
        .extracting(it -> it.step() + " " + it.attempt() + " " + it.what())
        .containsExactly("one 1 output", "one 1 rows");
    assertThat(shop.runs.keptTexts(TENANT, RUN))
        .allSatisfy(
            it ->
                assertThat(shop.runs.artefact(TENANT, RUN, it.sha256()).orElseThrow())
                    .isNotEmpty());
  }

  @Test
  void a_text_that_ends_as_if_it_named_an_artefact_names_itself() {
    String foreign = Artefact.of("somebody else's").sha256();
    String forged = "short\n[the whole: artefact " + foreign + "]";

    run(new ActionResult.Done(Map.of("note", foreign), forged));

    assertThat(shop.runs.keptTexts(TENANT, RUN))
        .extracting(KeptText::sha256)
        .containsExactly(Artefact.of(forged).sha256());
    assertThat(shop.runs.artefact(TENANT, RUN, foreign)).isEmpty();
    assertThat(shop.runs.artefact(TENANT, RUN, Artefact.of(forged).sha256())).contains(forged);
  }

  @Test
  void long_outputs_are_whole_when_the_run_is_read_again() {
    run(new ActionResult.Done(Map.of("output", LONG, "exit-code", "0"), "done"));

    assertThat(bodies()).allMatch(body -> body.length() < 10_000);
    assertThat(shop.runs.find(TENANT, RUN).orElseThrow().run().steps().outputs())
        .containsEntry(new StepId("one"), Map.of("output", LONG, "exit-code", "0"));
  }

  @Test
  void a_long_reason_is_shortened_once_and_for_all_that_repeat_it() {
    run(new ActionResult.Failed(ActionResult.Failed.Cause.PERMANENT, LONG));

    assertThat(bodies()).allMatch(body -> body.length() < 10_000);
    assertThat(shop.end().reason()).contains("artefact " + Artefact.of(LONG).sha256());
    assertThat(shop.runs.artefact(TENANT, RUN, Artefact.of(LONG).sha256())).contains(LONG);
  }

  @Test
  void an_artefact_that_a_run_does_not_name_is_not_shown_for_it() {
    run(new ActionResult.Done(Map.of(), LONG));

    assertThat(shop.runs.artefact(TENANT, new RunId("r-2"), Artefact.of(LONG).sha256())).isEmpty();
    assertThat(shop.runs.artefact(TENANT, RUN, "step")).isEmpty();
  }
}
