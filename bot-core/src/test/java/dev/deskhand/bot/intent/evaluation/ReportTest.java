package dev.deskhand.bot.intent.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReportTest {
  private static final String NONE = "";

  @Test
  void shares_count_what_got_its_label() {
    Report report =
        Report.of(
            List.of(
                predicted("a", "a", 0.9, 3),
                predicted("a", "b", 0.4, 1),
                predicted("b", "b", 0.8, 2),
                predicted("b", NONE, 0.5, -1)));

    assertThat(report.accuracy()).isEqualTo(50);
    assertThat(report.inScopeAccuracy()).isEqualTo(50);
    assertThat(report.outOfScope()).isEmpty();
    assertThat(report.macroF1()).isCloseTo((200.0 / 3 + 50) / 2, within(1e-9));
  }

  @Test
  void what_is_out_of_scope_is_judged_by_recall_precision_and_order() {
    Report report =
        Report.of(
            List.of(
                predicted("a", "a", 0.9, 3),
                predicted("a", NONE, 0.4, 0),
                predicted(NONE, NONE, 0.3, -2),
                predicted(NONE, "a", 0.6, 1)));

    Report.OutOfScope strange = report.outOfScope().orElseThrow();
    assertThat(strange.recall()).isEqualTo(50);
    assertThat(strange.precision()).isEqualTo(50);
    assertThat(strange.auroc()).isEqualTo(0.75);
    assertThat(report.inScopeAccuracy()).isEqualTo(50);
  }

  @Test
  void confidences_that_are_kept_cost_nothing() {
    Report honest = Report.of(List.of(predicted("a", "a", 0.5, 1), predicted("a", "b", 0.5, 1)));
    Report boasting = Report.of(List.of(predicted("a", "b", 0.9, 1), predicted("a", "b", 0.9, 1)));

    assertThat(honest.ece()).isCloseTo(0, within(1e-9));
    assertThat(boasting.ece()).isCloseTo(90, within(1e-9));
  }

  private static Prediction predicted(
      String truth, String label, double confidence, double inScope) {
    Labelled sentence = new Labelled("a sentence", labelOf(truth));
    return new Prediction(sentence, labelOf(label), labelOf(label), confidence, inScope, 1_000);
  }

  private static Optional<String> labelOf(String label) {
    return label.equals(NONE) ? Optional.empty() : Optional.of(label);
  }
}
