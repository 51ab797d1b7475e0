package dev.deskhand.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationResponse.SuccessOrFailure;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.model.schema.Schema;
import dev.deskhand.permissions.json.SchemaShape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every question that we make fits the shipped schema, so that Cedar need not compare them each
 * time: here it does.
 */
final class CedarQuestionTest {
  private final Schema schema = new Schema(Company.schema().text());
  private final SchemaShape shape = SchemaShape.of(schema);

  @ParameterizedTest
  @EnumSource(Action.class)
  void every_question_that_the_schema_knows_is_valid(Action action) throws Exception {
    int valid = 0;
    for (Resource.Type type : Resource.Type.values()) {
      for (Principal who : new Principal[] {Company.ADA, Company.TRIGGERS}) {
        valid += isValid(asked(who, action, type)) ? 1 : 0;
      }
    }
    assertThat(valid).isPositive();
  }

  private boolean isValid(AccessRequest asked) throws Exception {
    CedarQuestion question = CedarQuestion.of(asked, Optional.of(schema), shape);
    var answer =
        new BasicAuthorizationEngine()
            .isAuthorized(question.request(), new PolicySet(), question.entities());
    boolean isValid = answer.type == SuccessOrFailure.Success;
    assertThat(isValid).as("%s: %s", asked, answer).isEqualTo(CedarQuestion.fits(asked, shape));
    return isValid;
  }

  private AccessRequest asked(Principal who, Action action, Resource.Type type) {
    Map<String, String> attributes = Map.of("risk", "high", "kind", "ssh", "team", "network");
    Map<String, String> circumstances = new HashMap<>();
    shape.context().getOrDefault(action.label(), Set.of()).stream()
        .forEach(name -> circumstances.put(name, name.equals("hour") ? "12" : "text"));
    return new AccessRequest(
        who,
        action,
        new Resource(type, "one", attributes),
        who.id(),
        circumstances,
        new AccessRequest.PlanReference(
            "digest", Map.of("cost", "12", "host", "web-1"), List.of()));
  }
}
