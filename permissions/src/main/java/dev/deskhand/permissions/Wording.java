package dev.deskhand.permissions;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says decisions that no policy has a sentence for. */
final class Wording {
  static final String BROKEN =
      "The policies could not be evaluated, so nothing is allowed. Tell the administrators;"
          + " the log says what is wrong.";

  private Wording() {}

  /** What nobody has been allowed to do. */
  static String nobody(AccessRequest request) {
    return "Nobody has been allowed to " + deed(request) + ".";
  }

  /** Who may do what this principal may not; no roles if only the circumstances are wrong. */
  static String others(AccessRequest request, Set<String> roles) {
    if (roles.isEmpty()) {
      return "No policy allows "
          + request.principal().id()
          + " to "
          + deed(request)
          + " under these circumstances.";
    }
    return "Only people with the role "
        + join(roles.stream().sorted().toList())
        + " may "
        + deed(request)
        + ".";
  }

  private static String join(List<String> roles) {
    if (roles.size() == 1) {
      return roles.getFirst();
    }
    return roles.stream().limit(roles.size() - 1L).collect(Collectors.joining(", "))
        + " or "
        + roles.getLast();
  }

  /** Somebody acts by a token, and it is for other things. */
  static String notOfThisToken(AccessRequest request) {
    return "The token is not one to " + deed(request) + ".";
  }

  private static String deed(AccessRequest request) {
    String object = object(request.resource());
    return switch (request.action()) {
      case SEE -> "see " + object;
      case START -> "start " + object;
      case PERFORM -> "act on " + object;
      case ANSWER -> "answer the questions of " + object;
      case APPROVE -> "approve " + object;
      case CANCEL -> "cancel " + object;
      case RESOLVE -> "say what became of " + object;
      case READ_EVIDENCE -> "read the evidence of " + object;
      case FREEZE -> "stop effects";
      case UNFREEZE -> "lift a freeze";
      case RELOAD -> "have the catalogue read anew";
      case TEACH -> "say what people's sentences mean";
      case PUBLISH -> "publish offers of " + object;
      case MANAGE_ACCOUNTS -> "manage the accounts of " + request.beneficiary();
      case MANAGE_TOKENS -> "manage the tokens of " + request.beneficiary();
      case DELEGATE -> "hand over the approvals of " + request.beneficiary();
      case BREAK_GLASS -> "break glass for " + object;
      case REVIEW -> "review what was done in an emergency by " + object;
    };
  }

  private static String object(Resource resource) {
    return switch (resource.type()) {
      case RUNBOOK -> "the runbook " + resource.id();
      case TREE -> "the tree " + resource.id();
      case TARGET -> "the target " + resource.id();
      case RUN -> "the run " + resource.id();
      case TICKET -> "the ticket " + resource.id();
      case TENANT -> "the organisation " + resource.id();
    };
  }
}
