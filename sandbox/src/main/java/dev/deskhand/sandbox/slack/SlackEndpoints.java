package dev.deskhand.sandbox.slack;

import java.net.URI;

/** The request URLs that an app's settings at Slack name. */
public record SlackEndpoints(URI events, URI commands, URI interactivity) {

  /** One URL for everything. */
  public static SlackEndpoints single(URI all) {
    return new SlackEndpoints(all, all, all);
  }
}
