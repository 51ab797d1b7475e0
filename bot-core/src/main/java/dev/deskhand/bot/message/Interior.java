package dev.deskhand.bot.message;

/** What lies behind the door: who takes what comes in, and whom it asks at once. */
public record Interior(Reception reception, FrontDesk desk) {}
