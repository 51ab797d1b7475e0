package dev.deskhand.permissions;

/**
 * What a policy's annotations say about it.
 *
 * @param id from {@code @id}
 * @param sentence from {@code @reason}, for people
 * @param conditions what follows its scope, as it was written, in one line; empty if nothing does
 */
record Rule(String id, String sentence, Effect effect, String conditions) {

  /** What follows when the policy decides. */
  sealed interface Effect {
    record Forbids() implements Effect {}

    record Automatic() implements Effect {}

    record AfterApproval(Decision.ApprovalRule rule) implements Effect {}

    record ByHand(Role role) implements Effect {}
  }
}
