package dev.deskhand.app;

import dev.deskhand.app.story.World;
import dev.deskhand.sandbox.Sandbox;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stories can ask of the practice company. */
final class SandboxWorld implements World {
  private static final Pattern ACCOUNT = Pattern.compile("account (\\S+) is (locked|unlocked)");
  private static final Pattern CHANGES = Pattern.compile("the directory was changed (once|never)");
  private static final Pattern RESTARTS = Pattern.compile("service (\\S+) was restarted (\\d+) times?");
  private static final Pattern SESSIONS = Pattern.compile("(\\S+) has (\\d+) VPN sessions?");

  private final Sandbox sandbox;

  SandboxWorld(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  @Override
  public boolean holds(String fact) {
    Matcher account = ACCOUNT.matcher(fact);
    if (account.matches()) {
      return sandbox.directory().isLocked(account.group(1)) == account.group(2).equals("locked");
    }
    Matcher changes = CHANGES.matcher(fact);
    if (changes.matches()) {
      return sandbox.directory().changes().size() == (changes.group(1).equals("once") ? 1 : 0);
    }
    Matcher restarts = RESTARTS.matcher(fact);
    if (restarts.matches()) {
      return sandbox.host().restarts(restarts.group(1)) == Integer.parseInt(restarts.group(2));
    }
    Matcher sessions = SESSIONS.matcher(fact);
    if (sessions.matches()) {
      return sandbox.vpn().sessions(sessions.group(1)).size() == Integer.parseInt(sessions.group(2));
    }
    throw new IllegalArgumentException("the practice company knows nothing like '" + fact + "'");
  }
}
