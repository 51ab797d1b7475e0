package dev.deskhand.desks;

import dev.deskhand.bot.trigger.Signing;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/** Whether a call is signed as its hook says. Thread-safe. */
final class HookSignature {
  private static final int MOST_SIGNATURES = 8;
  private static final int SECONDS = 11;

  private final Hook hook;
  private final TimeWindow window;

  HookSignature(Hook hook, TimeWindow window) {
    this.hook = hook;
    this.window = window;
  }

  /**
   * All that is signed, which no other call has; empty if the signature is another's, or signs
   * another time than now.
   */
  Optional<String> signed(SignedBody request) {
    Optional<String> prefix = prefix(request);
    Optional<String> sent = request.header(hook.signing().header());
    if (prefix.isEmpty() || sent.isEmpty() || !isNow(request)) {
      return Optional.empty();
    }
    Signature signature = new Signature(hook.secret(), form(hook.signing().form()));
    return signature.matches(candidates(sent.get()), prefix.get(), request.bytes())
        ? Optional.of(prefix.get() + new String(request.bytes(), StandardCharsets.UTF_8))
        : Optional.empty();
  }

  /** While a secret is changed, some systems send a signature by each. */
  private static List<String> candidates(String sent) {
    return Stream.of(
            Stream.of(sent), Stream.of(sent.split(" ", -1)), Stream.of(sent.split(", ?", -1)))
        .flatMap(it -> it)
        .distinct()
        .limit(MOST_SIGNATURES)
        .toList();
  }

  private static Function<byte[], String> form(String form) {
    return mac ->
        form.replace(Signing.HEX, HexFormat.of().formatHex(mac))
            .replace(Signing.BASE64, Base64.getEncoder().encodeToString(mac));
  }

  /** What is signed before the body; empty if a header is not there, or there twice. */
  private Optional<String> prefix(SignedBody request) {
    Matcher place = Signing.PLACE.matcher(hook.signing().prefix());
    StringBuilder prefix = new StringBuilder();
    while (place.find()) {
      Optional<String> value = request.header(place.group(1));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      place.appendReplacement(prefix, Matcher.quoteReplacement(value.get()));
    }
    return Optional.of(place.appendTail(prefix).toString());
  }

  private boolean isNow(SignedBody request) {
    return hook.signing().time().isEmpty()
        || request
            .header(hook.signing().time().get())
            .flatMap(HookSignature::time)
            .filter(window::includes)
            .isPresent();
  }

  private static Optional<Instant> time(String text) {
    try {
      if (text.matches("[0-9]{1,14}")) {
        long number = Long.parseLong(text);
        return Optional.of(
            text.length() <= SECONDS
                ? Instant.ofEpochSecond(number)
                : Instant.ofEpochMilli(number));
      }
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
