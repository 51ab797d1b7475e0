package dev.deskhand.web;

import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Outbound;
import dev.deskhand.bot.message.Reception;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.journal.JournalException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands for the bot: repeats what it hears, asks with buttons, and thanks for the answer. */
final class EchoBot implements Reception {
  final List<Inbound> heard = new CopyOnWriteArrayList<>();
  private volatile boolean broken;
  private final Set<String> deliveries = ConcurrentHashMap.newKeySet();
  private final WebChannel channel;

  EchoBot(WebChannel channel) {
    this.channel = channel;
  }

  /** From now on nothing can be stored. */
  void breakDown() {
    broken = true;
  }

  void recover() {
    broken = false;
  }

  @Override
  public Acceptance accept(Inbound inbound) {
    if (broken) {
      throw new JournalException("the disk is full");
    }
    if (!deliveries.add(inbound.envelope().source() + " " + inbound.envelope().deliveryId())) {
      return Acceptance.DUPLICATE;
    }
    heard.add(inbound);
    answer(inbound);
    return Acceptance.ACCEPTED;
  }

  static Outbound.ChannelPost post(ConversationId place, String key, Message message) {
    return new Outbound.ChannelPost(
        new DeliveryKey(key), place, new Outbound.Audience.Everyone(), message, Optional.empty());
  }

  private void answer(Inbound inbound) {
    ConversationId place = inbound.envelope().conversation();
    String key = "answer-" + inbound.envelope().deliveryId();
    switch (inbound) {
      case Inbound.ChatMessage said ->
          channel.post(post(place, key, question(said.text().value())), Optional.empty());
      case Inbound.SlashCommand command ->
          channel.post(
              post(place, key, Message.text("Command: `" + command.text().value() + "`")),
              Optional.empty());
      case Inbound.ButtonClick click ->
          channel.post(
              post(place, key, Message.text("You chose **" + click.action().ids().get(1) + "**.")),
              Optional.of(click.message()));
      case Inbound.FormSubmission _, Inbound.TicketEvent _, Inbound.HookCall _ ->
          throw new AssertionError("not from a chat page");
    }
  }

  private static Message question(String text) {
    return new Message(
        "I heard: "
            + text
            + "\nDoes the **VPN client** show an error? See https://vpn.example.com.",
        List.of(
            new Message.Fact("Account", "mia"),
            new Message.Fact("State", "`locked` since 08:57"),
            new Message.Fact("Server", text)),
        List.of(
            new Message.Button(
                "Yes, it does",
                Message.Button.Style.PRIMARY,
                ButtonAction.of("answer", "w-1", "yes")),
            Message.Button.plain("No", ButtonAction.of("answer", "w-1", "no")),
            new Message.Button(
                "Stop", Message.Button.Style.DANGER, ButtonAction.of("answer", "w-1", "stop"))));
  }
}
