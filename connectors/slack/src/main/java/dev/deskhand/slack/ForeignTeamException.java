package dev.deskhand.slack;

/** A rightly signed request of a workspace that is not ours. */
final class ForeignTeamException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ForeignTeamException(String team) {
    super(
        "it is of workspace '"
            + team
            + "'; if that is yours, name it in slack.team or slack.workspaces");
  }
}
