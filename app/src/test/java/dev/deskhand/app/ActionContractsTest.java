package dev.deskhand.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.deskhand.runbooks.action.StepAction;
import dev.deskhand.runbooks.action.StepActionContract;
import org.junit.jupiter.api.Test;

/** Every action that ships keeps what docs/how-to/write-an-action.md asks of others' actions. */
final class ActionContractsTest {
  /** Their tests among them. */
  private static final String ACTIONS = "dev.deskhand.actions";

  @Test
  void every_action_is_tested_by_the_contract() {
    classes()
        .that()
        .implement(StepAction.class)
        .should(beWhatAContractTests())
        .because("an action that no contract tests may ignore its fence, or read what it is given")
        .check(new ClassFileImporter().importPackages(ACTIONS));
  }

  private static ArchCondition<JavaClass> beWhatAContractTests() {
    return new ArchCondition<>("be made by action() of a test that extends the contract") {
      @Override
      public void check(JavaClass action, ConditionEvents events) {
        boolean tested =
            action.getConstructorCallsToSelf().stream()
                .map(call -> call.getOrigin())
                .anyMatch(
                    maker ->
                        maker.getName().equals("action")
                            && maker.getOwner().isAssignableTo(StepActionContract.class));
        events.add(
            new SimpleConditionEvent(
                action,
                tested,
                action.getName() + (tested ? " is tested" : " is not tested by it")));
      }
    };
  }
}
