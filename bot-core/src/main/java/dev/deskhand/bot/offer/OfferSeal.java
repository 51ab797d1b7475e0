package dev.deskhand.bot.offer;

import dev.deskhand.journal.TenantId;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Signs what a button that is pinned somewhere, or a link, stands for. The signature keeps it from
 * being altered and gives nobody a right: who presses it is asked about as always. A token is
 * base64url(payload) + {@code .} + base64url(MAC of the payload), both without padding; no other
 * text that the same key signs begins as the payload does. Thread-safe.
 */
public final class OfferSeal {
  private static final String FORM = "offer-v1";
  private static final int PARTS = 6;
  private static final int MOST_CHARACTERS = 4_000;

  private final TenantId tenant;
  private final Function<String, byte[]> mac;
  private final BiPredicate<String, byte[]> fits;
  private final InstantSource clock;

  /**
   * A seal.
   *
   * @param mac the keyed digest of a text, such as HMAC-SHA256
   * @param fits whether it is one of a text, by the key of now or the one before
   */
  public OfferSeal(
      TenantId tenant,
      Function<String, byte[]> mac,
      BiPredicate<String, byte[]> fits,
      InstantSource clock) {
    this.tenant = tenant;
    this.mac = mac;
    this.fits = fits;
    this.clock = clock;
  }

  /** A seal whose key has never changed. */
  public OfferSeal(TenantId tenant, Function<String, byte[]> mac, InstantSource clock) {
    this(tenant, mac, (text, sent) -> MessageDigest.isEqual(sent, mac.apply(text)), clock);
  }

  /** A seal that nobody can have sealed anything with. */
  public static OfferSeal broken() {
    return new OfferSeal(
        TenantId.DEFAULT,
        _ -> {
          byte[] any = new byte[32];
          new SecureRandom().nextBytes(any);
          return any;
        },
        InstantSource.system());
  }

  /**
   * What is referred to.
   *
   * @param edition of the offer when it was made
   * @param fixed values of inputs that the offer asks for
   * @param expires in whole seconds; empty for never
   */
  public record Reference(
      OfferName offer, String edition, Map<String, String> fixed, Optional<Instant> expires) {
    public Reference {
      fixed = Map.copyOf(fixed);
    }
  }

  /** What a token turned out to be. */
  public sealed interface Reading {
    record Valid(Reference reference) implements Reading {}

    /** Ours, but its time is over. */
    record Expired() implements Reading {}

    /** Altered, or made elsewhere. */
    record Forged() implements Reading {}
  }

  public String token(Reference reference) {
    String payload =
        String.join(
            "|",
            FORM,
            tenant.value(),
            reference.offer().value(),
            reference.edition(),
            reference.expires().map(it -> Long.toString(it.getEpochSecond())).orElse(""),
            new TreeMap<>(reference.fixed())
                .entrySet().stream()
                    .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
                    .collect(Collectors.joining("&")));
    return base64(payload.getBytes(StandardCharsets.UTF_8)) + "." + base64(mac.apply(payload));
  }

  /** Whether a token is none that anybody could open, since its values are too long. */
  public static boolean isTooLong(String token) {
    return token.length() > MOST_CHARACTERS;
  }

  public Reading read(String token) {
    int dot = token.indexOf('.');
    if (dot < 0 || isTooLong(token)) {
      return new Reading.Forged();
    }
    try {
      Base64.Decoder decoder = Base64.getUrlDecoder();
      String payload = new String(decoder.decode(token.substring(0, dot)), StandardCharsets.UTF_8);
      byte[] signature = decoder.decode(token.substring(dot + 1));
      return fits.test(payload, signature)
          ? opened(payload.split("\\|", -1))
          : new Reading.Forged();
    } catch (IllegalArgumentException _) {
      return new Reading.Forged();
    }
  }

  private Reading opened(String[] parts) {
    if (parts.length != PARTS || !parts[0].equals(FORM) || !parts[1].equals(tenant.value())) {
      return new Reading.Forged();
    }
    Optional<Instant> expires =
        parts[4].isEmpty()
            ? Optional.empty()
            : Optional.of(Instant.ofEpochSecond(Long.parseLong(parts[4])));
    return expires.filter(it -> !clock.instant().isBefore(it)).isPresent()
        ? new Reading.Expired()
        : new Reading.Valid(
            new Reference(new OfferName(parts[2]), parts[3], fixed(parts[5]), expires));
  }

  private static Map<String, String> fixed(String text) {
    Map<String, String> fixed = new TreeMap<>();
    for (String pair : text.isEmpty() ? new String[0] : text.split("&")) {
      int equals = pair.indexOf('=');
      fixed.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
    }
    return fixed;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
