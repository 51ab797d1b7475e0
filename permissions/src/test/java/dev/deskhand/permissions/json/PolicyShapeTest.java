package dev.deskhand.permissions.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.policy.Policy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a policy may look at who exactly somebody is, however it is written. */
final class PolicyShapeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "permit (principal == Person :: \"default/ann\", action, resource);",
        "permit (principal in Person::\"default/ann\", action, resource);",
        "permit (principal, action, resource) when { principal == Service\n::\"default/cron\" };",
        "permit (principal, action, resource) when { [Person::\"a\"].contains(principal) };",
        "permit (principal, action, resource) when { principal.id == \"ann\" };",
        "permit (principal, action, resource) when { principal[\"i\\u{64}\"] == \"ann\" };",
        "permit (principal, action, resource) unless { principal has owner };",
        "permit (principal, action, resource) when { context.beneficiary like \"a*\" };",
        "permit (principal, action, resource) when { context == {\"a\": 1} };",
        "permit (principal, action, resource) when { principal == resource };",
        "permit (principal, action, resource) when { resource in principal };",
        "permit (principal, action, resource) when { {\"left\": principal}.left == resource };",
        "permit (principal, action, resource) when { if principal.id == \"a\" then true else false"
            + " };"
      })
  void tells_people_apart(String policy) throws InternalException {
    assertThat(shape(policy).tellsApart()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "permit (principal in Role::\"sre\", action, resource);",
        "permit (principal is Person, action, resource);",
        "permit (principal is Person in Role::\"sre\", action, resource);",
        "permit (principal, action, resource) when { principal in Role::\"sre\" };",
        "permit (principal, action, resource) when { principal in [Role::\"a\", Role::\"b\"] };",
        "permit (principal, action, resource) when { context.forSelf && context has channel };",
        "permit (principal, action, resource) when { principal.hasTag(\"site\") };",
        "permit (principal, action, resource) when { principal.getTag(context.site) == \"a\" };",
        "@id(\"of Person\") permit (principal, action, resource == Runbook::\"id\");"
      })
  void tells_nobody_apart(String policy) throws InternalException {
    assertThat(shape(policy).tellsApart()).isFalse();
  }

  private static PolicyShape shape(String policy) throws InternalException {
    return PolicyShape.parse(Policy.parseStaticPolicy(policy).toJson());
  }
}
