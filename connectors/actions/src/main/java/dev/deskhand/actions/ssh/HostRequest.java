package dev.deskhand.actions.ssh;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** What is asked of a host: it travels on standard input, a line for each value. */
record HostRequest(Verb verb, String key, int attempt, Become become, String service) {
  /** As systemd.unit(5) has it, less the backslash; nothing that reads as an option. */
  private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:._@-]{0,254}");

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,119}");

  /** What the wrapper can do. */
  enum Verb {
    STATE,
    RESTART,
    PROBE
  }

  /** Whose rights it is done with. */
  enum Become {
    /** The user's who logs in. */
    NONE,
    /** By {@code sudo -n}. */
    SUDO
  }

  /**
   * Reads a call.
   *
   * @throws ActionException if a value is none that may be sent
   */
  static HostRequest of(Verb verb, ActionCall call) {
    String service = call.argument("service");
    if (!SERVICE.matcher(service).matches()) {
      throw new ActionException(
          "argument 'service': expected the name of a service such as vpn-gateway, of letters,"
              + " digits and : . _ @ -, the first a letter or digit");
    }
    if (!KEY.matcher(call.key()).matches()) {
      throw new ActionException("the key of the call can't name a folder");
    }
    return new HostRequest(verb, call.key(), call.attempt(), become(call), service);
  }

  private static Become become(ActionCall call) {
    String written = call.target().optional("become").orElse("none");
    return switch (written) {
      case "none" -> Become.NONE;
      case "sudo" -> Become.SUDO;
      case String other ->
          throw new ActionException(
              "target '"
                  + call.target().name()
                  + "': become: expected none or sudo, found '"
                  + other
                  + "'");
    };
  }

  /** The bytes for standard input. */
  byte[] lines() {
    String text =
        String.join(
            "\n",
            verb.name().toLowerCase(Locale.ROOT),
            key,
            Integer.toString(attempt),
            become.name().toLowerCase(Locale.ROOT),
            service,
            "end",
            "");
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
