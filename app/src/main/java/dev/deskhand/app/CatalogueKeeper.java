package dev.deskhand.app;

import dev.deskhand.bot.Reloading;
import dev.deskhand.bot.Reloading.Outcome;
import dev.deskhand.bot.intent.IntentCatalogue;
import dev.deskhand.bot.intent.IntentParserException;
import dev.deskhand.bot.intent.LoadingIntentParser;
import dev.deskhand.bot.intent.Utterance;
import dev.deskhand.content.ContentException;
import dev.deskhand.content.ContentVersion;
import dev.deskhand.content.Problem;
import dev.deskhand.content.SourcePosition;
import dev.deskhand.journal.Append;
import dev.deskhand.runbooks.action.ActionException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the catalogue's files, and publishes what they say if all of it is in order; else what was
 * published before stays. What takes long, such as learning sentences, is done before. One reading
 * at a time. Thread-safe.
 */
final class CatalogueKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogueKeeper.class);
  private static final Duration LEARNING = Duration.ofMinutes(5);

  private final Ground ground;
  private final Editions editions;
  private final Language language;
  private final Files files;
  private final Press press;

  /** Reads and checks all files. */
  @FunctionalInterface
  interface Files {
    /**
     * What they say.
     *
     * @param change what is different from the files as they are
     */
    Reading with(UnaryOperator<CatalogueFiles> change);

    /** What they say as they are. */
    default Reading now() {
      return with(UnaryOperator.identity());
    }
  }

  /**
   * What the files say.
   *
   * @param content empty when there is any problem
   */
  record Reading(ContentVersion version, Optional<Content> content, List<Problem> problems) {
    Reading {
      problems = List.copyOf(problems);
    }
  }

  /**
   * A keeper.
   *
   * @param files reads and checks them all
   */
  CatalogueKeeper(Ground ground, Editions editions, Language language, Files files) {
    this.ground = ground;
    this.editions = editions;
    this.language = language;
    this.files = files;
    this.press =
        new Press(
            ground,
            this::reload,
            new CatalogueBook(ground.settings.catalogue(), files, language, this::reload));
  }

  /**
   * Publishes the first edition; sentences wait until they are learnt.
   *
   * @throws ContentException if anything is wrong with people or catalogue
   */
  synchronized void open() {
    Reading reading = files.now();
    Content content = reading.content().orElseThrow(() -> new ContentException(reading.problems()));
    publish(press.edition(reading.version(), content, parser(content.intents())));
  }

  /** Publishes what the files say now, or says why not. */
  synchronized Outcome reload() {
    Edition before = editions.latest();
    Outcome outcome = replaced(before, files.now());
    switch (outcome) {
      case Outcome.Replaced(var version) ->
          LOG.info("catalogue={} replaces {}", version, before.version());
      case Outcome.Same(var version) -> {
        editions.settle();
        LOG.info("catalogue={} is as it was", version);
      }
      case Outcome.Broken(var staying, var problems) -> {
        editions.refuse();
        LOG.error("catalogue={} stays: {} problem(s) with the files", staying, problems.size());
        problems.forEach(problem -> LOG.error("{}", problem));
      }
    }
    return outcome;
  }

  /** The same where nobody asked for it, because files had changed. */
  void reloadByItself() {
    Append.Builder append = Append.in(ground.tenant);
    Reloading.note(append, Reloading.BY_ITSELF, reload(), ground.clock);
    ground.journal.append(append.build());
  }

  private Outcome replaced(Edition before, Reading reading) {
    if (reading.content().isEmpty()) {
      return new Outcome.Broken(before.version(), reading.problems());
    }
    if (reading.version().equals(before.version())) {
      return new Outcome.Same(before.version());
    }
    try {
      Content content = reading.content().get();
      publish(press.edition(reading.version(), content, learnt(before, content.intents())));
      return new Outcome.Replaced(reading.version());
    } catch (ActionException | IntentParserException e) {
      Problem problem =
          new Problem(new SourcePosition("catalog", 1, 1), String.valueOf(e.getMessage()));
      return new Outcome.Broken(before.version(), List.of(problem));
    }
  }

  private void publish(Edition edition) {
    editions.publish(edition);
    press.enrol(edition);
  }

  private LoadingIntentParser parser(IntentCatalogue intents) {
    return new LoadingIntentParser(() -> language.parser(intents));
  }

  /** A parser that answers at once: the one from before, where there is nothing new to learn. */
  private LoadingIntentParser learnt(Edition before, IntentCatalogue intents) {
    if (intents.equals(before.content().intents())) {
      return before.parser();
    }
    LoadingIntentParser learning =
        new LoadingIntentParser(() -> language.parser(intents), LEARNING);
    var _ = learning.parse(new Utterance(""));
    return learning;
  }
}
