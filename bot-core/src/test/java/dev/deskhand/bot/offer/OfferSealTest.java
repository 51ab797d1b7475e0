package dev.deskhand.bot.offer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.bot.offer.OfferSeal.Reading;
import dev.deskhand.bot.offer.OfferSeal.Reference;
import dev.deskhand.journal.Sha256;
import dev.deskhand.journal.TenantId;
import dev.deskhand.journal.contract.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OfferSealTest {
  private final SettableClock clock = new SettableClock();
  private final OfferSeal seal = sealOf("key", TenantId.DEFAULT);
  private final Reference reference =
      new Reference(
          new OfferName("larger-mailbox"),
          "0123456789ab",
          Map.of("size", "20", "why", "a|b&c=d \u202e\n💾"),
          Optional.empty());

  private OfferSeal sealOf(String key, TenantId tenant) {
    return new OfferSeal(
        tenant, text -> Sha256.hex(key + "|" + text).getBytes(StandardCharsets.UTF_8), clock);
  }

  @Test
  void what_was_signed_is_read_again_whatever_the_values_are() {
    assertThat(seal.read(seal.token(reference))).isEqualTo(new Reading.Valid(reference));
  }

  @Test
  void values_that_are_too_long_make_a_token_that_says_so_and_that_nobody_could_open() {
    String fits = seal.token(saying("x".repeat(2_000)));
    String tooLong = seal.token(saying("x".repeat(4_000)));

    assertThat(OfferSeal.isTooLong(fits)).isFalse();
    assertThat(seal.read(fits)).isInstanceOf(Reading.Valid.class);
    assertThat(OfferSeal.isTooLong(tooLong)).isTrue();
    assertThat(seal.read(tooLong)).isInstanceOf(Reading.Forged.class);
  }

  private Reference saying(String why) {
    return new Reference(
        reference.offer(), reference.edition(), Map.of("why", why), Optional.empty());
  }

  @Test
  void each_changed_character_makes_it_a_forgery() {
    String token = seal.token(reference);

    for (int i = 0; i < token.length() - 1; i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String bent = token.substring(0, i) + other + token.substring(i + 1);
      assertThat(seal.read(bent)).as("character %d", i).isInstanceOf(Reading.Forged.class);
    }
  }

  @Test
  void another_key_another_tenant_and_nonsense_are_forgeries() {
    assertThat(sealOf("other", TenantId.DEFAULT).read(seal.token(reference)))
        .isInstanceOf(Reading.Forged.class);
    assertThat(sealOf("key", new TenantId("other")).read(seal.token(reference)))
        .isInstanceOf(Reading.Forged.class);
    assertThat(OfferSeal.broken().read(OfferSeal.broken().token(reference)))
        .isInstanceOf(Reading.Forged.class);
    for (String nonsense : new String[] {"", ".", "a.b", "é.é", "x".repeat(100_000) + "."}) {
      assertThat(seal.read(nonsense)).isInstanceOf(Reading.Forged.class);
    }
  }

  @Test
  void one_with_a_time_is_good_until_then() {
    Instant end = clock.instant().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
    String token =
        seal.token(
            new Reference(reference.offer(), reference.edition(), Map.of(), Optional.of(end)));

    assertThat(seal.read(token)).isInstanceOf(Reading.Valid.class);
    clock.advance(Duration.ofDays(1));
    assertThat(seal.read(token)).isInstanceOf(Reading.Expired.class);
  }
}
