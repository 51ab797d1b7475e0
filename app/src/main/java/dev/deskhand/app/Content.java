package dev.deskhand.app;

import dev.deskhand.bot.file.CataloguePictures;
import dev.deskhand.bot.intent.IntentCatalogue;
import dev.deskhand.bot.offer.Offer;
import dev.deskhand.bot.trigger.Trigger;
import dev.deskhand.permissions.Policies;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.calendar.Calendars;
import dev.deskhand.trees.Tree;
import java.util.List;

/** A checked catalogue: what can be asked for, and who may have it. */
record Content(
    List<Runbook> runbooks,
    List<Tree> trees,
    IntentCatalogue intents,
    Policies policies,
    CataloguePictures pictures,
    Calendars calendars,
    List<Trigger> triggers,
    List<Offer> offers) {}
