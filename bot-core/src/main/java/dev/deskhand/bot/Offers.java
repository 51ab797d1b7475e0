package dev.deskhand.bot;

import dev.deskhand.bot.offer.Audience;
import dev.deskhand.bot.offer.Fixing;
import dev.deskhand.bot.offer.Offer;
import dev.deskhand.bot.offer.OfferIndex;
import dev.deskhand.bot.offer.OfferName;
import dev.deskhand.bot.offer.OfferSeal;
import dev.deskhand.bot.offer.Ownership;
import dev.deskhand.bot.offer.Ownership.Standing;
import dev.deskhand.bot.offer.SealedOffer;
import dev.deskhand.bot.offer.ShownOffer;
import dev.deskhand.bot.offer.Subject;
import dev.deskhand.bot.offer.Way;
import dev.deskhand.content.InputType;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.AuthorityMatrix;
import dev.deskhand.permissions.Authorizer;
import dev.deskhand.permissions.Decision;
import dev.deskhand.permissions.IdentityDirectory;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.Resource;
import dev.deskhand.runbooks.InputDeclaration;
import dev.deskhand.runbooks.InputDeclaration.Presence;
import dev.deskhand.runbooks.Runbook;
import dev.deskhand.runbooks.run.Planning;
import dev.deskhand.runbooks.run.RunAccess;
import dev.deskhand.runbooks.run.RunPlanner;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The catalogue that people choose from: the offers that are meant for them, that are owned by
 * somebody who may, and that the policies let them start. Has no effects. Thread-safe.
 */
public final class Offers {
  /** The circumstance that names the offer that was chosen. */
  public static final String CIRCUMSTANCE = "offer";

  /** Nobody: who would have to be asked for, of whoever an input will name. */
  private static final PersonId SOMEBODY_ELSE = new PersonId("somebody-else");

  private static final Set<String> VALUES = Set.of("context.inputs", "context.numbers");

  private final OfferIndex index;
  private final Map<OfferName, Offer> byName = new TreeMap<>();
  private final Judges judges;
  private final Library library;
  private final InstantSource clock;

  /**
   * Who says what is shown to whom.
   *
   * @param portal its address, as people's browsers have it
   */
  public record Judges(
      Gate gate,
      Authorizer authorizer,
      RunPlanner planner,
      IdentityDirectory people,
      OfferSeal seal,
      URI portal) {}

  public Offers(Collection<Offer> offers, Library library, Judges judges, InstantSource clock) {
    this.index = new OfferIndex(offers, offer -> keywords(library, offer.subject()));
    offers.forEach(offer -> byName.put(offer.name(), offer));
    this.library = library;
    this.judges = judges;
    this.clock = clock;
  }

  /** What there is by a name, for one person. */
  public sealed interface Found {
    record Open(ShownOffer shown) implements Found {}

    /** Nobody has looked at it again in time. */
    record UnderReview(Offer offer) implements Found {}

    /**
     * There is none, or not for them; which of both is nobody's business.
     *
     * @param why for those who run it, and never for whoever asked
     */
    record Nothing(String why) implements Found {}
  }

  private static List<String> keywords(Library library, Subject subject) {
    return subject instanceof Subject.OfTree(var tree)
        ? library.tree(tree).map(it -> it.heading().keywords()).orElse(List.of())
        : List.of();
  }

  /** What this person may choose, the best first; all of it where no words are given. */
  public List<ShownOffer> shownTo(Principal reader, String words) {
    return index.find(words).stream()
        .map(offer -> find(reader, offer))
        .flatMap(found -> found instanceof Found.Open(var shown) ? Stream.of(shown) : Stream.of())
        .toList();
  }

  public Found find(Principal reader, OfferName name) {
    Offer offer = byName.get(name);
    return offer == null
        ? new Found.Nothing("there is no offer of this name")
        : find(reader, offer);
  }

  private Found find(Principal reader, Offer offer) {
    if (!offer.audience().has(reader)) {
      return new Found.Nothing("its audience is others");
    }
    if (offer.ownership().filter(it -> it.on(today()) == Standing.OVER).isPresent()) {
      return new Found.UnderReview(offer);
    }
    Optional<Resource> resource = resource(offer.subject());
    return resource.isPresent()
        ? find(reader, offer, resource.get())
        : new Found.Nothing("what it offers is not there");
  }

  private Found find(Principal reader, Offer offer, Resource resource) {
    if (!judges.gate().maySee(reader, resource)) {
      return new Found.Nothing("the policies don't let them see what it offers");
    }
    if (!isPublished(reader.tenant(), offer, resource)) {
      return new Found.Nothing("nobody answers for it who may");
    }
    return way(reader, offer.subject(), resource, circumstances(offer))
        .<Found>map(way -> new Found.Open(new ShownOffer(offer, way)))
        .orElseGet(() -> new Found.Nothing("the policies don't let them start what it offers"));
  }

  /** The runbook as an offer has it for this person; empty where they can't have it now. */
  public Optional<Runbook> runbook(Principal reader, OfferName name) {
    return find(reader, name) instanceof Found.Open(ShownOffer shown)
            && shown.offer().subject() instanceof Subject.OfRunbook subject
        ? library
            .runbooks()
            .find(subject.runbook())
            .map(whole -> subject.narrowed(whole, reader.id()))
        : Optional.empty();
  }

  /** What stands in a form's field before anybody wrote there; empty for nothing. */
  String proposal(Subject.OfRunbook subject, String input, Principal reader) {
    return library
        .runbooks()
        .find(subject.runbook())
        .map(whole -> subject.proposal(whole, input, reader.id()))
        .orElse("");
  }

  /** What is for some alone is shown to others only by those who may publish it. */
  boolean mayPin(Principal by, Offer offer) {
    return offer.audience().equals(Audience.EVERYBODY)
        || resource(offer.subject())
            .filter(it -> judges.gate().mayPublish(by, it) instanceof Decision.Allow)
            .isPresent();
  }

  /** What a button or a link of this offer carries that is good for ever. */
  SealedOffer sealed(Offer offer) {
    return sealed(offer, Map.of());
  }

  private SealedOffer sealed(Offer offer, Map<String, String> fixed) {
    String token =
        judges
            .seal()
            .token(new OfferSeal.Reference(offer.name(), offer.edition(), fixed, Optional.empty()));
    return new SealedOffer(token, SealedOffer.address(judges.portal(), offer.name(), token));
  }

  /** What comes of a link that is to fix values. */
  sealed interface Link {
    record Made(SealedOffer sealed) implements Link {}

    /** The offer doesn't take them. */
    record Unfit(List<String> reasons) implements Link {}
  }

  /** The same with values of inputs that it asks for. */
  Link link(Offer offer, Map<String, String> values) {
    return switch (Fixing.of(offer.subject().asked(inputs(offer.subject())), values)) {
      case Fixing.Fits(var fixed) -> link(sealed(offer, fixed));
      case Fixing.Unfit(var reasons) -> new Link.Unfit(reasons);
    };
  }

  private static Link link(SealedOffer sealed) {
    return OfferSeal.isTooLong(sealed.token())
        ? new Link.Unfit(List.of(Fixing.TOO_LONG))
        : new Link.Made(sealed);
  }

  private List<InputDeclaration> inputs(Subject subject) {
    return subject instanceof Subject.OfRunbook offered
        ? library.runbooks().find(offered.runbook()).map(Runbook::inputs).orElse(List.of())
        : List.of();
  }

  /** What a signed text refers to. */
  public OfferSeal.Reading opened(String token) {
    return judges.seal().read(token);
  }

  /** All that somebody answers for. */
  public Stream<Offer> owned() {
    return index.all().stream().filter(offer -> offer.ownership().isPresent());
  }

  private boolean isPublished(TenantId tenant, Offer offer, Resource resource) {
    return offer
        .ownership()
        .map(Ownership::owner)
        .flatMap(owner -> judges.people().principal(tenant, owner))
        .filter(owner -> judges.gate().mayPublish(owner, resource) instanceof Decision.Allow)
        .isPresent();
  }

  /** What is offered, as policies see it. */
  Resource resource(ShownOffer shown) {
    return resource(shown.offer().subject()).orElseThrow();
  }

  private Optional<Resource> resource(Subject subject) {
    return switch (subject) {
      case Subject.OfTree(var tree) -> library.tree(tree).map(Gate::resource);
      case Subject.OfRunbook offered ->
          library.runbooks().find(offered.runbook()).map(RunAccess::resource);
    };
  }

  private static Map<String, String> circumstances(Offer offer) {
    return Map.of(CIRCUMSTANCE, offer.name().value());
  }

  private Optional<Way> way(
      Principal reader, Subject subject, Resource resource, Map<String, String> circumstances) {
    return switch (subject) {
      case Subject.OfTree _ ->
          of(judges.gate().wouldStart(reader, resource, reader.id(), circumstances, Map.of()));
      case Subject.OfRunbook offered ->
          library
              .runbooks()
              .find(offered.runbook())
              .map(whole -> offered.narrowed(whole, reader.id()))
              .flatMap(runbook -> way(reader, runbook, resource, circumstances));
    };
  }

  /**
   * What the policies say with the fixed values, and at the risk of the targets that these lead to.
   * Where people are asked for whom, the answer for themselves and that for others are compared;
   * where policies look at values, or at the risk of targets that depend on them, nobody can know.
   */
  private Optional<Way> way(
      Principal reader, Runbook runbook, Resource resource, Map<String, String> circumstances) {
    Map<String, String> fixed = fixed(runbook);
    Map<String, String> known = new TreeMap<>(circumstances);
    if (looksAt(resource, reader, Set.of("context.risk"))) {
      if (!(judges.planner().plan(runbook, fixed, reader.id())
          instanceof Planning.Planned planned)) {
        return Optional.of(new Way.Depends());
      }
      planned.plan().risk().ifPresent(risk -> known.put("risk", risk));
    }
    boolean isAsked = fixed.size() < runbook.inputs().size();
    if (isAsked && looksAt(resource, reader, VALUES)) {
      return Optional.of(new Way.Depends());
    }
    List<Way> open =
        beneficiaries(reader, runbook).stream()
            .map(whom -> judges.gate().wouldStart(reader, resource, whom, known, fixed))
            .map(Offers::of)
            .distinct()
            .flatMap(Optional::stream)
            .toList();
    return open.size() > 1 ? Optional.of(new Way.Depends()) : open.stream().findFirst();
  }

  private static Optional<Way> of(Decision decision) {
    return switch (decision) {
      case Decision.Allow _ -> Optional.of(new Way.AtOnce());
      case Decision.NeedsApproval(var rule, _) -> Optional.of(new Way.AfterApproval(rule));
      case Decision.HumanOnly _, Decision.Deny _ -> Optional.empty();
    };
  }

  private static Map<String, String> fixed(Runbook runbook) {
    Map<String, String> fixed = new TreeMap<>();
    runbook.inputs().stream()
        .filter(input -> input.presence() instanceof Presence.Locked)
        .forEach(input -> fixed.put(input.name(), ((Presence.Locked) input.presence()).value()));
    return fixed;
  }

  /** Whom it may be for: the person that an input names, else whoever asks. */
  private static List<PersonId> beneficiaries(Principal reader, Runbook runbook) {
    return runbook.inputs().stream()
        .filter(input -> input.type() instanceof InputType.PersonInput)
        .findFirst()
        .map(
            input ->
                input.presence() instanceof Presence.Locked(String whom)
                    ? List.of(new PersonId(whom))
                    : List.of(reader.id(), SOMEBODY_ELSE))
        .orElseGet(() -> List.of(reader.id()));
  }

  /** Whether a policy that may permit it to this person asks for one of these. */
  private boolean looksAt(Resource resource, Principal reader, Set<String> names) {
    return judges
        .authorizer()
        .matrix(List.of(resource))
        .rows()
        .getOrDefault(resource.id(), new TreeMap<>())
        .entrySet()
        .stream()
        .filter(
            entry ->
                entry.getKey().equals(AuthorityMatrix.ANYBODY)
                    || reader.roles().stream().anyMatch(it -> it.value().equals(entry.getKey())))
        .flatMap(entry -> entry.getValue().stream())
        .anyMatch(way -> names.stream().anyMatch(way.conditions()::contains));
  }

  LocalDate today() {
    Instant now = clock.instant();
    return now.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
