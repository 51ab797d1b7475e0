package dev.deskhand.bot.practice;

import dev.deskhand.bot.message.Inbound;
import dev.deskhand.bot.message.Reception;
import dev.deskhand.journal.JournalException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what is accepted in memory, each delivery once. */
public final class RecordingReception implements Reception {
  private final List<Inbound> accepted = new CopyOnWriteArrayList<>();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private volatile boolean broken;

  @Override
  public Acceptance accept(Inbound inbound) {
    if (broken) {
      throw new JournalException("the disk is full");
    }
    if (!seen.add(inbound.envelope().source() + "/" + inbound.envelope().deliveryId())) {
      return Acceptance.DUPLICATE;
    }
    accepted.add(inbound);
    return Acceptance.ACCEPTED;
  }

  public List<Inbound> accepted() {
    return accepted;
  }

  public Inbound only() {
    if (accepted.size() != 1) {
      throw new AssertionError("expected one accepted request, found " + accepted.size());
    }
    return accepted.getFirst();
  }

  public void breakDown() {
    broken = true;
  }

  public void recover() {
    broken = false;
  }
}
