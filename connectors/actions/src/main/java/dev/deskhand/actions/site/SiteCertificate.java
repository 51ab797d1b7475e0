package dev.deskhand.actions.site;

import dev.deskhand.actions.Deadline;
import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.ActionResult.Failed.Cause;
import dev.deskhand.runbooks.action.StepAction;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * {@code site.certificate}: shakes hands with a site, sends nothing, and looks at its certificate.
 * {@code valid} is {@code true} where a browser would take it; else {@code problem} says why not.
 * {@code days} are whole days until it ends, negative afterwards; {@code expires} is the moment.
 */
public final class SiteCertificate implements StepAction {
  private static final Signature SIGNATURE =
      new Signature(
          "site",
          Set.of("site"),
          Set.of(),
          Set.of(EffectClass.READ),
          Set.of("valid", "problem", "days", "expires"));

  private final InstantSource clock;

  /** By this machine's clock, as a service loader makes it. */
  public SiteCertificate() {
    this(InstantSource.system());
  }

  SiteCertificate(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "site.certificate";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before anything was sent");
    }
    Site site = Site.of(call);
    String tried = "shaking hands with " + site.host() + ":" + site.port() + ": ";
    try {
      ChainWitness witness = ChainWitness.of(site.host());
      shakeHands(site, witness, Deadline.in(call.timeout()));
      return judge(site, witness);
    } catch (IOException | GeneralSecurityException e) {
      return new Failed(Cause.TRANSIENT, tried + e.getMessage());
    }
  }

  private static void shakeHands(Site site, ChainWitness witness, Deadline deadline)
      throws IOException, GeneralSecurityException {
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(site.host(), site.port()), millis(deadline.remaining()));
      try (SSLSocket secured =
          (SSLSocket)
              witness
                  .context()
                  .getSocketFactory()
                  .createSocket(plain, site.host(), site.port(), true)) {
        secured.setSoTimeout(millis(deadline.remaining()));
        SSLParameters parameters = secured.getSSLParameters();
        if (!site.host().matches("[0-9.]+")) {
          parameters.setServerNames(List.of(new SNIHostName(site.host())));
        }
        secured.setSSLParameters(parameters);
        secured.startHandshake();
      }
    }
  }

  private static int millis(Duration left) {
    return Math.toIntExact(Math.max(1, left.toMillis()));
  }

  private ActionResult judge(Site site, ChainWitness witness) {
    X509Certificate certificate = witness.certificate();
    Instant expires = certificate.getNotAfter().toInstant();
    String problem = witness.problem();
    return new ActionResult.Done(
        Map.of(
            "valid",
            Boolean.toString(problem.isEmpty()),
            "problem",
            problem,
            "days",
            Long.toString(
                Math.floorDiv(Duration.between(clock.instant(), expires).toSeconds(), 86_400L)),
            "expires",
            expires.toString()),
        "the certificate of "
            + site.host()
            + " ends "
            + expires
            + (problem.isEmpty() ? " and holds" : " and does not hold: " + problem));
  }
}
