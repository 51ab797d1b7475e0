package dev.deskhand.app;

import dev.deskhand.app.story.World;
import dev.deskhand.sandbox.Sandbox;
import dev.deskhand.sandbox.ServiceState;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stories can ask of the practice company, and let happen in it. */
final class SandboxWorld implements World {
  private static final Pattern ACCOUNT = Pattern.compile("account (\\S+) is (locked|unlocked)");
  private static final Pattern CHANGES = Pattern.compile("the directory was changed (once|never)");
  private static final Pattern RESTARTS =
      Pattern.compile("service (\\S+) was restarted (\\d+) times?");
  private static final Pattern SESSIONS = Pattern.compile("(\\S+) has (\\d+) VPN sessions?");

  private static final Pattern FAILURE = Pattern.compile("service (\\S+) fails");

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
      return sandbox.vpn().sessions(sessions.group(1)).size()
          == Integer.parseInt(sessions.group(2));
    }
    throw unknown(fact);
  }

  @Override
  public void happen(String event) {
    Matcher account = ACCOUNT.matcher(event);
    Matcher failure = FAILURE.matcher(event);
    if (account.matches() && account.group(2).equals("locked")) {
      sandbox.directory().lock(account.group(1));
    } else if (account.matches()) {
      sandbox.directory().unlock(account.group(1));
    } else if (failure.matches()) {
      sandbox.host().setService(failure.group(1), ServiceState.FAILED);
    } else {
      throw unknown(event);
    }
  }

  private static IllegalArgumentException unknown(String words) {
    return new IllegalArgumentException(
        "the practice company knows nothing like '"
            + words
            + "'; docs/story-format.md lists what it knows");
  }
}
