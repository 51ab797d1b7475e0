package dev.deskhand.app;

import dev.deskhand.app.story.World;
import dev.deskhand.sandbox.Sandbox;
import dev.deskhand.sandbox.SandboxHost;
import dev.deskhand.sandbox.ServiceState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stories can ask of the practice company, and let happen in it. */
final class SandboxWorld implements World {
  private static final String VERSION = "shop/current/version";

  private final Sandbox sandbox;
  private final Map<Pattern, Predicate<MatchResult>> facts = new LinkedHashMap<>();
  private final Map<Pattern, Consumer<MatchResult>> events = new LinkedHashMap<>();

  SandboxWorld(Sandbox sandbox) {
    this.sandbox = sandbox;
    directoryFacts();
    hostFacts();
    serviceFacts();
    events();
  }

  @Override
  public boolean holds(String fact) {
    for (Map.Entry<Pattern, Predicate<MatchResult>> known : facts.entrySet()) {
      Matcher matcher = known.getKey().matcher(fact);
      if (matcher.matches()) {
        return known.getValue().test(matcher);
      }
    }
    throw unknown(fact);
  }

  @Override
  public void happen(String event) {
    for (Map.Entry<Pattern, Consumer<MatchResult>> known : events.entrySet()) {
      Matcher matcher = known.getKey().matcher(event);
      if (matcher.matches()) {
        known.getValue().accept(matcher);
        return;
      }
    }
    throw unknown(event);
  }

  private void directoryFacts() {
    var directory = sandbox.directory();
    fact(
        "account (\\S+) is (locked|unlocked)",
        it -> directory.isLocked(it.group(1)) == it.group(2).equals("locked"));
    fact(
        "account (\\S+) is (disabled|enabled)",
        it -> directory.isDisabled(it.group(1)) == it.group(2).equals("disabled"));
    fact(
        "account (\\S+) (exists|is missing)",
        it -> directory.has(it.group(1)) == it.group(2).equals("exists"));
    fact("account (\\S+) has a password", it -> directory.hasPassword(it.group(1)));
    fact(
        "(\\S+) is (in|not in) group (\\S+)",
        it -> directory.isMember(it.group(1), it.group(3)) == it.group(2).equals("in"));
    fact(
        "the directory was changed (once|never)",
        it -> directory.changes().size() == (it.group(1).equals("once") ? 1 : 0));
  }

  private void hostFacts() {
    fact(
        "service (\\S+) was restarted (\\d+) times?",
        it -> sandbox.host().restarts(it.group(1)) == number(it, 2));
    fact(
        "service (\\S+) was restarted (\\d+) times? on (\\S+)",
        it -> host(it.group(3)).restarts(it.group(1)) == number(it, 2));
    fact(
        "service (\\S+) is (active|failed) on (\\S+)",
        it -> host(it.group(3)).service(it.group(1)).name().equalsIgnoreCase(it.group(2)));
    fact(
        "(\\S+) has version (\\S+)",
        it -> read(host(it.group(1)), VERSION).strip().equals(it.group(2)));
    fact(
        "file (\\S+) on (\\S+) (exists|is gone)",
        it ->
            Files.exists(host(it.group(2)).home().resolve(it.group(1)))
                == it.group(3).equals("exists"));
    fact(
        "file (\\S+) on (\\S+) has (.+)",
        it -> read(host(it.group(2)), it.group(1)).contains(it.group(3)));
    fact("printer (\\S+) has no jobs", it -> sandbox.host().isQueueEmpty(it.group(1)));
  }

  private void serviceFacts() {
    fact(
        "(\\S+) has (\\d+) VPN sessions?",
        it -> sandbox.vpn().sessions(it.group(1)).size() == number(it, 2));
    fact(
        "(\\S+) has (\\d+) MFA devices?",
        it -> sandbox.services().devices(it.group(1)) == number(it, 2));
    fact(
        "mailbox (\\S+) has (\\d+) GB",
        it -> sandbox.services().gigabytes(it.group(1)) == number(it, 2));
    fact(
        "order (\\d+) is (\\S+)",
        it -> sandbox.database().order(number(it, 1)).equals(it.group(2)));
  }

  private void events() {
    event("account (\\S+) is locked", it -> sandbox.directory().lock(it.group(1)));
    event("account (\\S+) is unlocked", it -> sandbox.directory().unlock(it.group(1)));
    event(
        "service (\\S+) fails", it -> sandbox.host().setService(it.group(1), ServiceState.FAILED));
    event(
        "service (\\S+) fails on (\\S+)",
        it -> host(it.group(2)).setService(it.group(1), ServiceState.FAILED));
    event("service (\\S+) breaks on (\\S+)", it -> host(it.group(2)).breakService(it.group(1)));
    event(
        "file (\\S+) on (\\S+) becomes (.+)",
        it -> write(host(it.group(2)).home().resolve(it.group(1)), it.group(3) + "\n"));
  }

  private void fact(String words, Predicate<MatchResult> holds) {
    facts.put(Pattern.compile(words), holds);
  }

  private void event(String words, Consumer<MatchResult> happens) {
    events.put(Pattern.compile(words), happens);
  }

  private SandboxHost host(String name) {
    SandboxHost found = sandbox.webServers().get(name);
    if (found == null) {
      throw unknown(name);
    }
    return found;
  }

  private static int number(MatchResult match, int group) {
    return Integer.parseInt(match.group(group));
  }

  private static String read(SandboxHost host, String path) {
    try {
      return Files.readString(host.home().resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + path + " failed", e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + file + " failed", e);
    }
  }

  private static IllegalArgumentException unknown(String words) {
    return new IllegalArgumentException(
        "the practice company knows nothing like '"
            + words
            + "'; docs/story-format.md lists what it knows");
  }
}
