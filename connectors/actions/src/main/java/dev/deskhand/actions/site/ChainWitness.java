package dev.deskhand.actions.site;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Lets a handshake come to its end whatever the certificate, and remembers what a browser would
 * have said. Nothing is ever sent over such a connection. For one handshake, on one thread.
 */
final class ChainWitness extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager strict;
  private final String host;
  private X509Certificate @Nullable [] chain;
  private String problem = "";

  private ChainWitness(X509ExtendedTrustManager strict, String host) {
    this.strict = strict;
    this.host = host;
  }

  /** One that judges by this machine's authorities. */
  static ChainWitness of(String host) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager strict) {
        return new ChainWitness(strict, host);
      }
    }
    throw new GeneralSecurityException("this Java has no authorities");
  }

  SSLContext context() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {this}, null);
    return context;
  }

  /** The site's own. */
  X509Certificate certificate() {
    if (chain == null) {
      throw new IllegalStateException("no handshake with " + host);
    }
    return chain[0];
  }

  /** Why it does not hold; empty where it does. */
  String problem() {
    return problem;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] shown, String type, Socket socket) {
    witness(shown, type);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] shown, String type, SSLEngine engine) {
    witness(shown, type);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] shown, String type) {
    witness(shown, type);
  }

  private void witness(X509Certificate[] shown, String type) {
    chain = shown.clone();
    try {
      shown[0].checkValidity();
    } catch (CertificateException e) {
      problem = "it has ended, or has not begun: " + e.getMessage();
      return;
    }
    try {
      strict.checkServerTrusted(shown, type);
    } catch (CertificateException _) {
      problem = "no authority that this machine knows has signed it";
      return;
    }
    if (!HostNames.covers(shown[0], host)) {
      problem = "it is for another name than " + host;
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] shown, String type, Socket socket)
      throws CertificateException {
    throw new CertificateException("nobody is served here");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] shown, String type, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("nobody is served here");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] shown, String type) throws CertificateException {
    throw new CertificateException("nobody is served here");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return strict.getAcceptedIssuers();
  }
}
