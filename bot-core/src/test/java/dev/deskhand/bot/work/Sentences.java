package dev.deskhand.bot.work;

import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.IntentParser;
import dev.deskhand.bot.intent.Interpretation;
import dev.deskhand.bot.intent.Slot;
import dev.deskhand.bot.intent.Utterance;
import java.util.List;

/** Understands the few sentences of the tests. */
final class Sentences implements IntentParser {
  static final Intent VPN =
      new Intent(Intent.Kind.TREE, "vpn-not-connecting", "VPN does not connect");
  static final Intent UNLOCK =
      new Intent(Intent.Kind.RUNBOOK, "unlock-account", "Unlock an account");

  private static final Intent SHOW =
      new Intent(Intent.Kind.TREE, "something-else", "Something else");

  static final Intent WIPE = new Intent(Intent.Kind.RUNBOOK, "wipe", "Wipe a device");

  private static final Intent LEND = new Intent(Intent.Kind.RUNBOOK, "lend", "Lend a device");

  private static final Intent PLACE = new Intent(Intent.Kind.RUNBOOK, "place", "Place a device");

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
    if (text.startsWith("wipe")) {
      String device = text.substring("wipe".length()).strip();
      List<Slot> slots = device.isEmpty() ? List.of() : List.of(new Slot("device", device));
      return new Interpretation.Understood(WIPE, slots, 0.9);
    }
    if (text.startsWith("lend ")) {
      String[] said = text.split(" ", -1);
      List<Slot> slots = List.of(new Slot("device", said[1]), new Slot("account", said[2]));
      return new Interpretation.Understood(LEND, slots, 0.9);
    }
    if (text.startsWith("place ")) {
      List<Slot> slots = List.of(new Slot("device", text.substring("place ".length())));
      return new Interpretation.Understood(PLACE, slots, 0.9);
    }
    if (text.contains("picture of it")) {
      return new Interpretation.Understood(SHOW, List.of(), 0.9);
    }
    return text.contains("unlock")
        ? new Interpretation.Understood(UNLOCK, List.of(), 0.9)
        : new Interpretation.Unrecognized();
  }
}
