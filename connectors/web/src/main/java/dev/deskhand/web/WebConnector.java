package dev.deskhand.web;

import dev.deskhand.bot.message.Reception;
import io.javalin.config.RoutesConfig;
import java.util.Optional;

/**
 * The chat page: contributes its routes to the one server that the application builds. That server
 * has to run its handlers on virtual threads ({@code config.concurrency.useVirtualThreads}): every
 * open page keeps one.
 */
public final class WebConnector implements AutoCloseable {
  private final Guard guard;
  private final PageRoutes pages;
  private final ChatRoutes chat;
  private final UploadRoutes uploads;
  private final Assets assets = new Assets();
  private final EventStreams streams;

  /**
   * Puts the page together.
   *
   * @param elsewhere where people sign in, besides by links
   * @param channel the one in which the bot answers
   * @param reception takes what people say
   */
  public WebConnector(
      WebSettings settings,
      Sessions sessions,
      Logins logins,
      Optional<OidcLogins> elsewhere,
      WebChannel channel,
      Reception reception) {
    this.guard = new Guard(settings, sessions, channel.uploads().most());
    this.pages = new PageRoutes(sessions, logins, elsewhere);
    this.streams = new EventStreams(channel.transcripts(), sessions, settings.heartbeat());
    this.chat = new ChatRoutes(sessions, channel.transcripts(), streams, reception);
    this.uploads = new UploadRoutes(sessions, channel.transcripts(), channel.uploads(), reception);
  }

  /** Declares the guard, then the routes; {@code /api/*} and {@code /tickets} of others pass it. */
  public void routes(RoutesConfig routes) {
    guard.routes(routes);
    pages.routes(routes);
    chat.routes(routes);
    uploads.routes(routes);
    assets.routes(routes);
  }

  /** True once the server is about to stop: other streams of events have to end, too. */
  public boolean isClosed() {
    return streams.isClosed();
  }

  /** Ends every open stream of events, so that the server can stop at once. */
  @Override
  public void close() {
    streams.close();
  }
}
