package dev.deskhand.journal.contract;

import dev.deskhand.journal.Freeze;
import dev.deskhand.journal.Inbox;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Leases;
import dev.deskhand.journal.Outbox;
import dev.deskhand.journal.WakeUps;

/** An open store and the clock that it was opened with. */
public record Ports(
    Journal journal,
    Inbox inbox,
    Outbox outbox,
    Leases leases,
    Freeze freeze,
    WakeUps wakeUps,
    SettableClock clock) {}
