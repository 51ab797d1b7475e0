package dev.deskhand.actions.site;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Whether a certificate is for a name, by its subject's alternative names (RFC 6125, 6.4). */
final class HostNames {
  private static final int DNS = 2;
  private static final int ADDRESS = 7;

  private HostNames() {}

  static boolean covers(X509Certificate certificate, String host) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names != null && names.stream().anyMatch(name -> matches(name, host));
    } catch (CertificateParsingException _) {
      return false;
    }
  }

  private static boolean matches(List<?> name, String host) {
    int kind = (Integer) name.getFirst();
    String value = String.valueOf(name.get(1)).toLowerCase(Locale.ROOT);
    String wanted = host.toLowerCase(Locale.ROOT);
    return switch (kind) {
      case DNS ->
          value.equals(wanted)
              || (value.startsWith("*.")
                  && wanted.indexOf('.') > 0
                  && wanted.substring(wanted.indexOf('.')).equals(value.substring(1)));
      case ADDRESS -> value.equals(wanted);
      default -> false;
    };
  }
}
