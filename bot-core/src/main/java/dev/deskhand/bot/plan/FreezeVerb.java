package dev.deskhand.bot.plan;

import dev.deskhand.journal.Freeze;

/** What somebody wants to be stopped, or to go on. */
public sealed interface FreezeVerb {
  Freeze.Scope scope();

  /** In the words of whoever says so; never empty. */
  String why();

  record Stop(Freeze.Scope scope, String why) implements FreezeVerb {}

  record Lift(Freeze.Scope scope, String why) implements FreezeVerb {}
}
