package dev.deskhand.slack;

import dev.deskhand.bot.message.FrontDesk;
import dev.deskhand.bot.message.Reception;

/** What lies behind the door: who takes what comes in, and whom it asks at once. */
public record Interior(Reception reception, FrontDesk desk) {}
