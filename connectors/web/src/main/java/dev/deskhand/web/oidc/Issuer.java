package dev.deskhand.web.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer says of itself (OpenID Connect Discovery 1.0), and the check of its tokens. It is
 * asked when it is first needed, and anew after an hour; keys are fetched anew when a token names
 * one that is not known. Thread-safe.
 */
final class Issuer {
  static final int PATIENCE = (int) Duration.ofSeconds(10).toMillis();
  private static final Duration GOOD_FOR = Duration.ofHours(1);
  private static final int MOST_BYTES = 1 << 20;

  /** Keys of two halves only: with a shared secret every client could make tokens. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private final OidcSettings settings;
  private final InstantSource clock;
  private @Nullable Known known;

  /** What is known at present. */
  record Known(OIDCProviderMetadata metadata, IDTokenValidator validator, Instant until) {}

  Issuer(OidcSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * What the issuer says of itself.
   *
   * @throws OidcException if it can't be asked, or says that it is another one
   */
  synchronized Known known() {
    Known current = known;
    if (current == null || !clock.instant().isBefore(current.until())) {
      current = ask();
      known = current;
    }
    return current;
  }

  private Known ask() {
    try {
      OIDCProviderMetadata metadata = OIDCProviderMetadata.resolve(issuer(), PATIENCE, PATIENCE);
      requireAsSafe(metadata.getAuthorizationEndpointURI());
      requireAsSafe(metadata.getTokenEndpointURI());
      requireAsSafe(metadata.getJWKSetURI());
      return new Known(metadata, validator(metadata), clock.instant().plus(GOOD_FOR));
    } catch (GeneralException | IOException e) {
      throw new OidcException(
          "the issuer "
              + settings.issuer()
              + " can't be asked about itself ("
              + e.getMessage()
              + "): see whether it runs, and whether 'issuer' is written as it writes itself",
          e);
    }
  }

  private com.nimbusds.oauth2.sdk.id.Issuer issuer() {
    return new com.nimbusds.oauth2.sdk.id.Issuer(settings.issuer());
  }

  /** What is told over TLS must not lead to where there is none. */
  private void requireAsSafe(@Nullable URI endpoint) {
    if (endpoint == null
        || !("https".equals(endpoint.getScheme())
            || settings.issuer().getScheme().equals(endpoint.getScheme()))) {
      throw new OidcException(
          "the issuer " + settings.issuer() + " names an address without TLS: " + endpoint);
    }
  }

  private IDTokenValidator validator(OIDCProviderMetadata metadata) throws MalformedURLException {
    JWKSource<SecurityContext> keys =
        JWKSourceBuilder.create(metadata.getJWKSetURI().toURL(), new Retriever())
            .retrying(true)
            .build();
    return new IDTokenValidator(
        issuer(),
        new ClientID(settings.clientId()),
        new JWSVerificationKeySelector<>(ALGORITHMS, keys),
        null);
  }

  /** Follows nobody elsewhere. */
  private static final class Retriever extends DefaultResourceRetriever {
    Retriever() {
      super(PATIENCE, PATIENCE, MOST_BYTES);
    }

    @Override
    protected HttpURLConnection openHTTPConnection(URL url) throws IOException {
      HttpURLConnection connection = super.openHTTPConnection(url);
      connection.setInstanceFollowRedirects(false);
      return connection;
    }
  }
}
