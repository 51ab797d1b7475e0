package dev.deskhand.permissions;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a policy's annotations say about it.
 *
 * @param id from {@code @id}
 * @param version of the policy: the first 12 hexadecimal characters of its text's SHA-256
 * @param sentence from {@code @reason}, for people
 * @param conditions what follows its scope, as it was written, in one line; empty if nothing does
 */
record Rule(String id, String version, String sentence, Effect effect, String conditions) {

  /** The policy as it was when it decided: {@code id@version}. */
  String versionedId() {
    return id + "@" + version;
  }

  /** Whose yes or hand it asks for, by the annotation that says so. */
  Map<String, Role> asks() {
    return switch (effect) {
      case Effect.AfterApproval(Decision.ApprovalRule rule) -> {
        Map<String, Role> asked = new TreeMap<>(Map.of("approver", rule.role()));
        rule.escalation().ifPresent(it -> asked.put("escalate", it.role()));
        yield asked;
      }
      case Effect.ByHand(Role role) -> Map.of("role", role);
      case Effect.Forbids _, Effect.Automatic _ -> Map.of();
    };
  }

  /** What follows when the policy decides. */
  sealed interface Effect {
    record Forbids() implements Effect {}

    record Automatic() implements Effect {}

    record AfterApproval(Decision.ApprovalRule rule) implements Effect {}

    record ByHand(Role role) implements Effect {}
  }
}
