package dev.deskhand.bot.work;

import dev.deskhand.journal.Freeze;
import dev.deskhand.journal.Inbox;
import dev.deskhand.journal.Journal;
import dev.deskhand.journal.Leases;
import dev.deskhand.journal.Outbox;
import dev.deskhand.journal.WakeUps;

/** The ports of one database, as the loops need them. */
public record Ports(
    Journal journal, Inbox inbox, Outbox outbox, Leases leases, Freeze freeze, WakeUps wakeUps) {}
