package dev.deskhand.slack;

import com.slack.api.Slack;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The Web API of each workspace, made for the first call: the client loads half a thousand classes
 * that no start waits for. Thread-safe.
 */
final class SlackWebs {
  private final SlackSettings settings;
  private final Duration patience;
  private final LongSupplier nanos;
  private final Map<String, SlackWeb> made = new ConcurrentHashMap<>();
  private final FileHost files;
  private @Nullable Slack client;

  SlackWebs(SlackSettings settings, Duration patience) {
    this(settings, patience, System::nanoTime);
  }

  /**
   * The Web API by another clock.
   *
   * @param nanos by which pauses are over
   */
  SlackWebs(SlackSettings settings, Duration patience, LongSupplier nanos) {
    this.nanos = nanos;
    this.settings = settings;
    this.patience = patience;
    this.files = new FileHost(settings);
  }

  /**
   * The one of a workspace.
   *
   * @param team one that the app is installed in
   */
  SlackWeb of(String team) {
    return made.computeIfAbsent(team, this::make);
  }

  /** Where files lie. */
  FileHost files() {
    return files;
  }

  /** What answers single requests. */
  SlackAnswers answers() {
    return new SlackAnswers(settings, this::client);
  }

  private SlackWeb make(String team) {
    String token =
        Optional.ofNullable(settings.tokens().get(team))
            .orElseThrow(() -> new IllegalArgumentException("no workspace of ours: " + team));
    return new SlackWeb(client(), token, new Pauses(nanos));
  }

  private synchronized Slack client() {
    client = client == null ? SlackClients.create(settings, patience) : client;
    return Objects.requireNonNull(client);
  }
}
