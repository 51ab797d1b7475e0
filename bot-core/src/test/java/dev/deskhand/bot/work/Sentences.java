package dev.deskhand.bot.work;

import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.IntentParser;
import dev.deskhand.bot.intent.Interpretation;
import dev.deskhand.bot.intent.Utterance;
import java.util.List;

/** Understands the few sentences of the tests. */
final class Sentences implements IntentParser {
  static final Intent VPN =
      new Intent(Intent.Kind.TREE, "vpn-not-connecting", "VPN does not connect");
  static final Intent UNLOCK =
      new Intent(Intent.Kind.RUNBOOK, "unlock-account", "Unlock an account");

  @Override
  public Interpretation parse(Utterance utterance) {
    String text = utterance.text();
    if (text.contains("explode")) {
      throw new IllegalStateException("a sentence that nobody can bear");
    }
    if (text.contains("either")) {
      return new Interpretation.Ambiguous(List.of(VPN, UNLOCK), List.of());
    }
    if (text.contains("VPN")) {
      return new Interpretation.Understood(VPN, List.of(), 0.9);
    }
    return text.contains("unlock")
        ? new Interpretation.Understood(UNLOCK, List.of(), 0.9)
        : new Interpretation.Unrecognized();
  }
}
