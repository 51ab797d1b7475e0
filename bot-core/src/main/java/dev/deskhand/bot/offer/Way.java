package dev.deskhand.bot.offer;

import dev.deskhand.permissions.Decision;

/** How somebody may have what they are offered, as far as that is known before they chose it. */
public sealed interface Way {
  /** It begins when they ask. */
  record AtOnce() implements Way {}

  /** Others have to say yes first. */
  record AfterApproval(Decision.ApprovalRule rule) implements Way {}

  /** That depends on what they fill in. */
  record Depends() implements Way {}

  /** In words, such as {@code after 1 approval by approver}. */
  default String words() {
    return switch (this) {
      case AtOnce _ -> "begins at once";
      case AfterApproval(var rule) when rule.count() == 1 -> "after an approval by " + rule.role();
      case AfterApproval(var rule) -> "after " + rule.count() + " approvals by " + rule.role();
      case Depends _ -> "whether it needs an approval depends on what you fill in";
    };
  }
}
