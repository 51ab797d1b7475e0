package dev.deskhand.web;

import dev.deskhand.web.json.PageJson;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * {@code GET /healthz} for load balancers and container hosts: 200 while the process serves, also
 * when something still loads or is older than its files; 503 when a part has failed. It needs no
 * session and tells no secrets.
 */
public final class Health {
  private static final String OK = "ok";

  private final Supplier<List<Component>> components;

  /**
   * Reports on the parts that the supplier names.
   *
   * @param components asked at every request; must be quick
   */
  public Health(Supplier<List<Component>> components) {
    this.components = components;
  }

  public void routes(RoutesConfig routes) {
    routes.get("/healthz", this::report);
  }

  private void report(Context context) {
    List<Component> parts = components.get();
    String status = status(parts);
    context
        .status(!status.equals(OK) ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK)
        .header("Cache-Control", "no-store")
        .header("X-Content-Type-Options", "nosniff")
        .contentType("application/json")
        .result(PageJson.health(status, parts));
  }

  private static String status(List<Component> parts) {
    Set<Component.State> states =
        parts.stream().map(Component::state).collect(Collectors.toUnmodifiableSet());
    if (states.contains(Component.State.FAILED)) {
      return "failing";
    }
    return states.contains(Component.State.STALLED) ? "stalled" : OK;
  }
}
