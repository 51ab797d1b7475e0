package dev.deskhand.app;

import dev.deskhand.actions.message.MessageSend;
import dev.deskhand.actions.message.Postbox;
import dev.deskhand.actions.ticket.Desks;
import dev.deskhand.actions.ticket.TicketAssign;
import dev.deskhand.actions.ticket.TicketNote;
import dev.deskhand.actions.ticket.TicketSetField;
import dev.deskhand.actions.ticket.TicketTransition;
import dev.deskhand.bot.message.ConversationId;
import dev.deskhand.journal.DeliveryKey;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.runbooks.action.Actions;
import dev.deskhand.runbooks.action.StepAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** What steps can do: what is found on the class path, and what needs the house itself. */
final class StepActions {
  private final List<StepAction> found;

  private StepActions(List<StepAction> found) {
    this.found = List.copyOf(found);
  }

  static StepActions find() {
    List<StepAction> found = new ArrayList<>();
    ServiceLoader.load(StepAction.class).forEach(found::add);
    return new StepActions(found);
  }

  /** What files may name; nothing is connected for that. */
  Map<String, StepAction.Signature> signatures() {
    return over(name -> Optional.empty(), new NoPost()).signatures();
  }

  /** The actions, over what is connected. */
  Actions over(Desks desks, Postbox postbox) {
    List<StepAction> all = new ArrayList<>(found);
    all.add(new TicketNote(desks));
    all.add(new TicketTransition(desks));
    all.add(new TicketAssign(desks));
    all.add(new TicketSetField(desks));
    all.add(new MessageSend(postbox));
    return new Actions(all);
  }

  private static final class NoPost implements Postbox {
    @Override
    public boolean toPerson(DeliveryKey key, PersonId person, String text) {
      return false;
    }

    @Override
    public void toConversation(DeliveryKey key, ConversationId where, String text) {
      throw new IllegalStateException("nothing is connected");
    }
  }
}
