package dev.deskhand.bot;

import dev.deskhand.bot.RunSpeech.Heard;
import dev.deskhand.bot.RunStarter.Begun;
import dev.deskhand.bot.conversation.ConversationEvent;
import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Form;
import dev.deskhand.bot.offer.Offer;
import dev.deskhand.bot.offer.OfferName;
import dev.deskhand.bot.offer.Subject;
import dev.deskhand.bot.plan.RunVerb;
import dev.deskhand.bot.reply.Waiting;
import dev.deskhand.journal.Sha256;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.InputDeclaration.Presence;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.run.RunId;
import dev.deskhand.runbooks.run.RunRequest;
import dev.deskhand.runbooks.run.StepRef;
import dev.deskhand.runbooks.run.StoredRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What somebody who is signed in does on the portal's pages: choose, fill in, follow, approve. The
 * same policies hold as in chat. Thread-safe.
 */
public final class Portal {
  private final Console console;
  private final Console.Parts parts;

  Portal(Console console, Console.Parts parts) {
    this.console = console;
    this.parts = parts;
  }

  /** What is done about sentences that were not understood. */
  public TeachingConsole teaching() {
    return console.teaching();
  }

  /** The catalogue. */
  public Offers offers() {
    return parts.visible().offers();
  }

  /** What is asked for an offer; nothing for a tree, which asks by itself. */
  public List<Form.Field> form(Principal by, Offer offer) {
    if (!(offer.subject() instanceof Subject.OfRunbook subject)) {
      return List.of();
    }
    Optional<Runbook> runbook = offers().runbook(by, offer.name());
    return runbook.stream()
        .flatMap(it -> it.inputs().stream())
        .filter(input -> input.presence() instanceof Presence.Required)
        .map(input -> field(input, offers().proposal(subject, input.name(), by)))
        .toList();
  }

  /** The form of a runbook for which somebody was asked, with what is known already filled in. */
  Optional<Form> form(Principal by, ConversationEvent.InputAsked asked, ButtonAction action) {
    return parts
        .visible()
        .runbook(by, asked.runbook(), asked.offer())
        .map(
            runbook ->
                new Form(
                    action,
                    runbook.title(),
                    "What stands here already is what I understood. Nothing begins before you send"
                        + " this.",
                    runbook.inputs().stream()
                        .flatMap(input -> field(by, input, asked.given()).stream())
                        .toList()))
        .filter(form -> !form.fields().isEmpty());
  }

  /** Every input that has to be given, and whatever else was said. */
  private static Optional<Form.Field> field(
      Principal by, InputDeclaration input, Map<String, String> given) {
    Optional<String> said = Optional.ofNullable(given.get(input.name()));
    return switch (input.presence()) {
      case Presence.Required _ -> Optional.of(field(input, said.orElse("")));
      case Presence.Default(String value) -> said.map(it -> field(input, it, value));
      case Presence.Requester _ -> said.map(it -> field(input, it, by.id().value()));
      case Presence.Locked _ -> Optional.empty();
    };
  }

  private static Form.Field field(InputDeclaration input, String proposal, String fallback) {
    return new Form.Field(
        input.name(), input.type(), input.question(), proposal, Optional.of(fallback));
  }

  private static Form.Field field(InputDeclaration input, String proposal) {
    return new Form.Field(input.name(), input.type(), input.question(), proposal, Optional.empty());
  }

  /**
   * Begins what an offer offers.
   *
   * @param given values by input name, as they were said
   * @param cause makes this form itself: sent twice with the same values it is one run, with
   *     others, as somebody does who goes back to it, it is another
   */
  public Begun start(Principal by, OfferName offer, Map<String, String> given, String cause) {
    Optional<Runbook> runbook = offers().runbook(by, offer);
    if (runbook.isEmpty()) {
      return new Begun.NoSuchRunbook();
    }
    RunRequest request = console.request(by, Map.of(Offers.CIRCUMSTANCE, offer.value()));
    return console.start(
        by,
        "start of offer " + offer,
        cause + "|" + offer + "|" + digest(given),
        before -> new Begun.Run(before.id()),
        (append, id) -> parts.starter().begin(append, id, runbook.get(), given, by, request));
  }

  private static String digest(Map<String, String> given) {
    StringBuilder names = new StringBuilder();
    new TreeMap<>(given)
        .forEach((name, value) -> names.append(name).append(' ').append(Sha256.hex(value) + "|"));
    return Sha256.hex(names.toString());
  }

  /** What this person asked for, the newest first. */
  public List<StoredRun> requests(Principal by) {
    return parts.shelf().requestedBy(by);
  }

  /** What runs want of this person, the newest first. */
  public List<Waiting> waiting(Principal by) {
    return parts.shelf().waitingFor(by, parts.venues());
  }

  /** The runs that changed last, whoever may read about them. */
  List<StoredRun> recent(TenantId tenant) {
    return parts.runs().recent(tenant, RunShelf.MOST_LOOKED_AT).toList();
  }

  /** Whether a run wants something of this person. */
  boolean waits(Principal by, StoredRun run) {
    return parts.shelf().waitingFor(by, run, parts.venues()).findAny().isPresent();
  }

  /** What one run wants of this person. */
  List<Waiting> waiting(Principal by, RunId run) {
    return parts.runs().find(by.tenant(), run).stream()
        .flatMap(stored -> parts.shelf().waitingFor(by, stored, parts.venues()))
        .toList();
  }

  /** The form of a step, while it waits for this person; empty otherwise. */
  public Optional<Waiting.Values> asked(Principal by, RunId run, StepRef step) {
    return asked(by, run).stream().filter(values -> values.step().equals(step)).findFirst();
  }

  /** The forms of a run that wait for this person. */
  public List<Waiting.Values> asked(Principal by, RunId run) {
    return parts.runs().find(by.tenant(), run).stream()
        .flatMap(stored -> parts.shelf().asked(by, stored, parts.venues()).stream())
        .toList();
  }

  /** Whether a run has asked this person to fill in a form, now or before. */
  public boolean wasAsked(Principal by, RunId run) {
    return parts
        .runs()
        .find(by.tenant(), run)
        .filter(stored -> parts.shelf().wasAsked(by, stored, parts.venues()))
        .isPresent();
  }

  /** A run; empty if there is none that this person may read about. */
  public Optional<Console.Told> find(Principal by, RunId id) {
    return console.find(by, id);
  }

  /** How a run stands; empty if there is none that this person may read about. */
  Optional<StoredRun> run(Principal by, RunId id) {
    return parts.shelf().find(by, id);
  }

  /** The texts of a run that are too long for its story; none for whoever may not read it. */
  public List<Attachment> files(Principal by, RunId run) {
    return run(by, run).map(stored -> parts.shelf().files(by, stored)).orElse(List.of());
  }

  /** The one of them that has this digest; empty for whoever may not read it. */
  public Optional<Attachment> file(Principal by, RunId run, String sha256) {
    return run(by, run).flatMap(stored -> parts.shelf().file(by, stored, sha256));
  }

  /** Says something to a run. */
  public Heard say(Principal by, RunId run, RunVerb verb) {
    return console.say(by, run, verb);
  }
}
