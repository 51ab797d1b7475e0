package dev.deskhand.actions.site;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import dev.deskhand.runbooks.action.Target;
import java.util.List;
import java.util.Optional;

/**
 * One of the sites of a target of kind {@code site}, which has a setting for each: {@code
 * site.NAME: HOST} or {@code HOST:PORT}, where 443 is the port that is left out.
 */
record Site(String host, int port) {
  private static final String SETTING = "site.";
  private static final int HTTPS = 443;
  private static final int HIGHEST_PORT = 65_535;

  /**
   * The site that a call names.
   *
   * @throws ActionException naming the argument or the setting that is missing or wrong
   */
  static Site of(ActionCall call) {
    Target target = call.target();
    String name = call.argument("site");
    List<String> known =
        target.settings().keySet().stream()
            .filter(setting -> setting.startsWith(SETTING))
            .map(setting -> setting.substring(SETTING.length()))
            .sorted()
            .toList();
    if (known.isEmpty()) {
      throw new ActionException(
          "target '" + target.name() + "': write site.NAME: www.example.com for each of its sites");
    }
    Optional<String> written =
        known.contains(name) ? target.optional(SETTING + name) : Optional.empty();
    if (written.isEmpty()) {
      throw new ActionException(
          "argument 'site': target '" + target.name() + "' has " + String.join(", ", known));
    }
    return read(target, name, written.get());
  }

  private static Site read(Target target, String name, String written) {
    List<String> parts = List.of(written.split(":", 2));
    String host = parts.getFirst();
    String port = parts.size() > 1 ? parts.get(1) : Integer.toString(HTTPS);
    boolean fits =
        host.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
            && port.matches("[0-9]{1,5}")
            && Integer.parseInt(port) >= 1
            && Integer.parseInt(port) <= HIGHEST_PORT;
    if (!fits) {
      throw new ActionException(
          "target '" + target.name() + "': site." + name + ": expected HOST or HOST:PORT");
    }
    return new Site(host, Integer.parseInt(port));
  }
}
