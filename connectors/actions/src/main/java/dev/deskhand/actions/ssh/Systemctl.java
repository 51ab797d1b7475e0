package dev.deskhand.actions.ssh;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionException;
import java.util.List;
import java.util.regex.Pattern;

/** A command of systemctl(1) about the service that a call names. */
record Systemctl(String verb, String service) {
  /** As systemd.unit(5) has it, less the backslash; nothing that reads as an option. */
  private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:._@-]{0,254}");

  /**
   * Reads argument {@code service}.
   *
   * @throws ActionException if it can't be a service's name
   */
  static Systemctl of(String verb, ActionCall call) {
    String service = call.argument("service");
    if (!SERVICE.matcher(service).matches()) {
      throw new ActionException(
          "argument 'service': expected the name of a service such as vpn-gateway, of letters,"
              + " digits and : . _ @ -, the first a letter or digit");
    }
    return new Systemctl(verb, service);
  }

  HostRequest request(HostRequest.Verb ask, ActionCall call) {
    return HostRequest.of(ask, call, "service", List.of("systemctl", verb, "--", service));
  }
}
