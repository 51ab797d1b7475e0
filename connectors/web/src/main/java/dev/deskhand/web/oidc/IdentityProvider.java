package dev.deskhand.web.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.deskhand.permissions.Account;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends people to an issuer and learns who came back: the authorization code flow with PKCE (OpenID
 * Connect Core 1.0, 3.1; RFC 7636). Whether a state is one's own and unused is the caller's to
 * check. Thread-safe; calls block.
 */
public final class IdentityProvider {
  private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(1);

  private final OidcSettings settings;
  private final Issuer issuer;
  private final InstantSource clock;

  /** What makes one sign-in itself; all three are secrets of whoever began it. */
  public record Intent(String state, String nonce, String verifier) {}

  /** What a return comes to. */
  public sealed interface Answer {
    /**
     * Somebody is whose account this is.
     *
     * @param values of the claim that gives roles
     */
    record Proved(Account account, Set<String> values) implements Answer {
      public Proved {
        values = Set.copyOf(values);
      }
    }

    /** Nobody is proved to be anybody; why is for the log. */
    record Refused(String why) implements Answer {}
  }

  public IdentityProvider(OidcSettings settings, InstantSource clock) {
    this.settings = settings;
    this.issuer = new Issuer(settings, clock);
    this.clock = clock;
  }

  public OidcSettings settings() {
    return settings;
  }

  /**
   * Where somebody who wants to sign in is sent.
   *
   * @throws OidcException if the issuer can't be asked now
   */
  public URI begin(Intent intent, URI callback) {
    return new AuthenticationRequest.Builder(
            ResponseType.CODE, new Scope("openid"), new ClientID(settings.clientId()), callback)
        .endpointURI(issuer.known().metadata().getAuthorizationEndpointURI())
        .state(new State(intent.state()))
        .nonce(new Nonce(intent.nonce()))
        .codeChallenge(new CodeVerifier(intent.verifier()), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  /**
   * Where somebody who has signed out here can sign out there, too; empty where the issuer has no
   * such place.
   */
  public Optional<URI> end(URI back) {
    return Optional.ofNullable(issuer.known().metadata().getEndSessionEndpointURI())
        .map(
            end ->
                URI.create(
                    end
                        + (end.getQuery() == null ? "?" : "&")
                        + "client_id="
                        + encoded(settings.clientId())
                        + "&post_logout_redirect_uri="
                        + encoded(back.toString())));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * Learns who came back.
   *
   * @param returned the whole address with which they came
   * @throws OidcException if the issuer can't be asked now
   */
  public Answer redeem(Intent intent, URI callback, URI returned) {
    try {
      AuthenticationResponse response = AuthenticationResponseParser.parse(returned);
      if (!response.indicatesSuccess()) {
        return new Answer.Refused(words(response.toErrorResponse().getErrorObject()));
      }
      if (response.getIssuer() != null
          && !response.getIssuer().getValue().equals(settings.issuer().toString())) {
        return new Answer.Refused("the answer is of another issuer: " + response.getIssuer());
      }
      AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
      return code == null
          ? new Answer.Refused("the answer has no code")
          : exchange(intent, callback, code);
    } catch (ParseException e) {
      return new Answer.Refused("the answer can't be read: " + e.getMessage());
    }
  }

  private Answer exchange(Intent intent, URI callback, AuthorizationCode code)
      throws ParseException {
    Issuer.Known known = issuer.known();
    TokenResponse response = OIDCTokenResponseParser.parse(ask(known, intent, callback, code));
    if (!(response instanceof OIDCTokenResponse tokens)) {
      return new Answer.Refused(words(response.toErrorResponse().getErrorObject()));
    }
    JWT token = tokens.getOIDCTokens().getIDToken();
    if (token == null) {
      return new Answer.Refused("the issuer gave no ID token");
    }
    try {
      JWTClaimsSet claims =
          known.validator().validate(token, new Nonce(intent.nonce())).toJWTClaimsSet();
      return judge(claims);
    } catch (BadJOSEException | JOSEException e) {
      return new Answer.Refused("the ID token is not good: " + e.getMessage());
    }
  }

  private HTTPResponse ask(
      Issuer.Known known, Intent intent, URI callback, AuthorizationCode code) {
    HTTPRequest request =
        new TokenRequest.Builder(
                known.metadata().getTokenEndpointURI(),
                authentication(known.metadata()),
                new AuthorizationCodeGrant(code, callback, new CodeVerifier(intent.verifier())))
            .build()
            .toHTTPRequest();
    request.setConnectTimeout(Issuer.PATIENCE);
    request.setReadTimeout(Issuer.PATIENCE);
    request.setFollowRedirects(false);
    try {
      return request.send();
    } catch (IOException e) {
      throw new OidcException(
          "the issuer " + settings.issuer() + " gave no tokens: " + e.getMessage(), e);
    }
  }

  /** As the header of RFC 6749, unless the issuer takes it in the body only. */
  private ClientAuthentication authentication(OIDCProviderMetadata metadata) {
    ClientID client = new ClientID(settings.clientId());
    Secret secret = new Secret(settings.secret());
    var methods = metadata.getTokenEndpointAuthMethods();
    return methods == null || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        ? new ClientSecretBasic(client, secret)
        : new ClientSecretPost(client, secret);
  }

  /** What the library's check of issuer, audience, signature, times and nonce leaves open. */
  private Answer judge(JWTClaimsSet claims) {
    Date notBefore = claims.getNotBeforeTime();
    if (notBefore != null
        && notBefore.toInstant().isAfter(clock.instant().plus(CLOCK_DIFFERENCE))) {
      return new Answer.Refused("the ID token is not good yet: before " + notBefore.toInstant());
    }
    Object authorised = claims.getClaim("azp");
    if (authorised == null
        ? claims.getAudience().size() != 1
        : !authorised.equals(settings.clientId())) {
      return new Answer.Refused("the ID token is for another client: " + authorised);
    }
    Account account = settings.account(claims.getSubject());
    return Account.parse(account.toString()).equals(Optional.of(account))
        ? new Answer.Proved(account, values(claims))
        : new Answer.Refused("the subject is no account's name: it is too long, or has spaces");
  }

  private Set<String> values(JWTClaimsSet claims) {
    return settings.roles().map(it -> ClaimValues.of(claims, it.path())).orElse(Set.of());
  }

  private static String words(@Nullable ErrorObject error) {
    return error == null
        ? "the issuer refused without a reason"
        : "the issuer refused: " + error.getCode();
  }
}
