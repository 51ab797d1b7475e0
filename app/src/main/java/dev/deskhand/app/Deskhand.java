package dev.deskhand.app;

import dev.deskhand.bot.intent.Utterance;
import dev.deskhand.bot.work.Replica;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.storage.Stores;
import io.javalin.Javalin;
import java.net.URI;
import java.time.Duration;

/** A running installation. */
public final class Deskhand implements AutoCloseable {
  private static final Duration LINK_HOLDS = Duration.ofMinutes(15);

  private final Parts parts;

  /** What runs. */
  record Parts(
      Front front,
      Editions editions,
      Replica replica,
      CatalogueWatch watch,
      AuditKeeping keeping,
      URI baseUrl) {}

  Deskhand(Parts parts) {
    this.parts = parts;
  }

  /** The address to reach it at; where the configuration leaves the port open, the one taken. */
  public URI address() {
    URI base = parts.baseUrl();
    return base.getPort() == 0
        ? URI.create(base.getScheme() + "://" + base.getHost() + ":" + parts.front().port())
        : base;
  }

  /** A link that logs one person in, once. */
  public String loginLink(PersonId person) {
    return parts.front().doors().links().link(address(), TenantId.DEFAULT, person, LINK_HOLDS);
  }

  /** True once sentences are understood without waiting. */
  public boolean isReady() {
    return parts.editions().latest().parser().isReady();
  }

  /** Waits until sentences are understood; at most half a minute. */
  public void awaitReady() {
    parts.editions().latest().parser().parse(new Utterance(""));
  }

  /** The one server, with every route. */
  Javalin server() {
    return parts.front().server();
  }

  public Stores stores() {
    return parts.front().stores();
  }

  /** Stops taking requests, lets what is being worked end, and closes the database. */
  @Override
  public void close() {
    parts.front().closeDoors();
    parts.watch().close();
    parts.replica().close();
    parts.keeping().close();
    parts.front().stores().close();
  }
}
