package dev.deskhand.web;

import static dev.deskhand.web.Html.escaped;
import static dev.deskhand.web.Html.told;

import dev.deskhand.bot.PastSentences;
import dev.deskhand.bot.Teaching;
import dev.deskhand.bot.Teaching.Heard;
import dev.deskhand.bot.Teaching.Lesson;
import dev.deskhand.bot.Textbook;
import dev.deskhand.bot.Textbook.Written;
import dev.deskhand.bot.hint.Hint;
import dev.deskhand.bot.hint.Hints;
import dev.deskhand.bot.intent.Explanation;
import dev.deskhand.bot.intent.Intent;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The pages about sentences, complete with what is put into them; escaped, whoever said it. */
final class LearningPages {
  private static final double LEAST_GAIN = 0.05;

  private final PortalPages portal;

  LearningPages(PortalPages portal) {
    this.portal = portal;
  }

  /** Sentences as they were read. */
  String sentences(List<PastSentences.Past> recent) {
    String all =
        recent.stream()
            .map(
                it ->
                    "<li><h2><a href=\"/sentences/%d\">%s</a></h2><p class=\"takes\">%s</p></li>"
                        .formatted(it.number(), told(it.read().text().value()), came(it)))
            .collect(Collectors.joining());
    return page(
        "How sentences were understood",
        "<p><a href=\"/teaching\">Sentences to learn from</a></p>"
            + (all.isEmpty()
                ? "<p>None was read lately.</p>"
                : "<ul class=\"cards\">" + all + "</ul>"));
  }

  private static String came(PastSentences.Past past) {
    String best =
        past.read().likeliest().stream()
            .findFirst()
            .map(it -> escaped(it.intent().title()))
            .orElse("");
    return switch (past.read().came()) {
      case UNDERSTOOD -> "Understood as “" + best + "”";
      case UNSURE -> "Unsure, perhaps “" + best + "”";
      case UNKNOWN -> "Not understood";
    };
  }

  /** Why a sentence was understood as it was. */
  String why(PastSentences.Why why) {
    PastSentences.Past past = why.past();
    StringBuilder html = new StringBuilder();
    html.append("<p class=\"lead\">" + told(past.read().text().value()) + "</p>");
    html.append("<p><strong>" + came(past) + ".</strong> It was read on ");
    html.append(escaped(past.recorded().at().toString()) + ".</p>");
    html.append("<h2>What it may have meant, as it was read</h2>");
    html.append(likeliest(past.read().likeliest()));
    if (!past.read().slots().isEmpty()) {
      html.append("<h2>Values that were found</h2><dl>");
      past.read()
          .slots()
          .forEach(
              (name, value) ->
                  html.append(
                      "<dt>" + escaped(name) + "</dt><dd>" + told(value.value()) + "</dd>"));
      html.append("</dl>");
    }
    why.now().ifPresent(it -> html.append(now(it, why.catalogue())));
    if (past.isErased()) {
      html.append("<p>What was written is erased, so nobody can say why.</p>");
    }
    return page(
        "Why did you think that?", html + "<p><a href=\"/sentences\">All sentences</a></p>");
  }

  private static String likeliest(List<Explanation.Likely> likeliest) {
    return likeliest.isEmpty()
        ? "<p>Nothing that is known.</p>"
        : "<dl>"
            + likeliest.stream()
                .map(
                    it ->
                        "<dt>%s %%</dt><dd>%s</dd>"
                            .formatted(
                                figure(100 * it.probability(), 1),
                                escaped(it.intent().title() + " (" + it.intent().id() + ")")))
                .collect(Collectors.joining())
            + "</dl>";
  }

  private static String now(Explanation now, PastSentences.Catalogue catalogue) {
    StringBuilder html = new StringBuilder();
    switch (catalogue) {
      case OF_NOW -> html.append("<p>The catalogue is the one by which it was read.</p>");
      case EARLIER ->
          html.append(
              "<p class=\"errors\">The catalogue has changed since. What follows is what the one of"
                  + " now makes of it.</p><h2>What it would be taken for now</h2>"
                  + likeliest(now.likeliest()));
    }
    html.append("<h2>Words that spoke for the first</h2><dl>");
    now.words().stream()
        .filter(it -> Math.abs(it.gain()) >= LEAST_GAIN)
        .forEach(
            it ->
                html.append(
                    "<dt>%s</dt><dd>%s</dd>".formatted(figure(it.gain(), 2), told(it.word()))));
    html.append("</dl>" + values(now.values()));
    html.append("<h2>Examples that are most like it</h2><dl>");
    now.nearest()
        .forEach(
            it ->
                html.append(
                    "<dt>%s</dt><dd>%s (%s)</dd>"
                        .formatted(
                            figure(it.similarity(), 2),
                            told(it.text()),
                            escaped(it.intent().id()))));
    return html + "</dl>";
  }

  private static String values(List<Explanation.Value> values) {
    return values.isEmpty()
        ? ""
        : "<h2>Values in it, and what finds them</h2><dl>"
            + values.stream()
                .map(
                    it ->
                        "<dt>%s</dt><dd>%s (%s)</dd>"
                            .formatted(
                                escaped(it.slot().name()),
                                told(it.slot().value()),
                                escaped(finder(it.by()))))
                .collect(Collectors.joining())
            + "</dl>";
  }

  private static String finder(Explanation.Recogniser by) {
    return switch (by) {
      case LISTED -> "the catalogue names it";
      case SHAPE -> "by its look";
      case PATTERN -> "by a pattern of the catalogue";
      case LEARNED -> "guessed: by what stands around it, as the examples taught";
    };
  }

  private static String figure(double value, int places) {
    return String.format(Locale.ROOT, "%." + places + "f", value);
  }

  /** Sentences that wait for somebody who says what they mean. */
  String hints(List<Hints.Asked> hints) {
    String all =
        hints.stream()
            .map(
                it ->
                    "<li><h2><a href=\"/teaching/%s\">%s</a></h2><p class=\"takes\">%s</p></li>"
                        .formatted(it.id(), told(it.sentence()), told(shown(it))))
            .collect(Collectors.joining());
    return page(
        "Sentences to learn from",
        "<p><a href=\"/sentences\">How sentences were understood</a></p>"
            + (all.isEmpty()
                ? "<p>Nothing waits for you.</p>"
                : "<ul class=\"cards\">" + all + "</ul>"));
  }

  private static String shown(Hints.Asked hint) {
    String offered = hint.offered().stream().map(Intent::id).collect(Collectors.joining(", "));
    String before =
        switch (hint.cause()) {
          case UNSURE -> "Asked which of " + offered + " was meant";
          case REFUSED -> "Was taken for " + offered + ", and that was refused";
          case UNKNOWN -> "Was not understood";
        };
    String after =
        hint.how()
            .map(
                how ->
                    switch (how) {
                      case PICKED -> "; they picked ";
                      case CORRECTED -> "; what they said next was ";
                      case STARTED -> "; what they started next was ";
                    })
            .orElse("; nothing came of it");
    return before
        + after
        + hint.meant().map(Intent::id).orElse("")
        + (hint.times() > 1 ? " (" + hint.times() + " times)" : "")
        + ".";
  }

  /** The form in which a sentence becomes a lesson. */
  String hint(Hints.Asked hint, List<Intent> intents, Lesson lesson, List<String> reasons) {
    String options =
        intents.stream()
            .map(
                it ->
                    "<option value=\"%s\"%s>%s</option>"
                        .formatted(
                            escaped(it.id()),
                            it.id().equals(lesson.intent()) ? " selected" : "",
                            escaped(it.title() + " (" + it.id() + ")")))
            .collect(Collectors.joining());
    String errors =
        reasons.isEmpty()
            ? ""
            : "<div class=\"errors\" role=\"alert\"><ul>"
                + reasons.stream()
                    .map(it -> "<li>" + told(it) + "</li>")
                    .collect(Collectors.joining())
                + "</ul></div>";
    String html =
        """
        <p class="lead">%s</p>%s
        <form method="post" action="/teaching/%s/try">
          <div class="field"><label for="sentence">The example, without names and numbers that don't matter</label>
            <textarea id="sentence" name="sentence" rows="3" maxlength="%d" required>%s</textarea></div>
          <div class="field"><label for="intent">What it means</label>
            <select id="intent" name="intent" required><option value="">Choose one</option>%s</select></div>
          <div class="actions"><button type="submit" class="button primary">Show what it would change</button>
            <a href="/teaching">Back</a></div>
        </form>
        <form method="post" action="/teaching/%s/reject"><div class="actions">
          <button type="submit" class="button">Don't learn it</button></div></form>
        """
            .formatted(
                told(shown(hint)),
                errors,
                hint.id(),
                Hint.LONGEST,
                escaped(lesson.sentence()),
                options,
                hint.id());
    return page("Is this an example?", html);
  }

  /** What a lesson would change, before the yes. */
  String trial(Hints.Asked hint, Lesson lesson, Textbook.Trial.Ready ready) {
    String worse =
        ready.worse().isEmpty()
            ? ""
            : "<p class=\"errors\" role=\"alert\">Fewer sentences of "
                + escaped(ready.worse().stream().map(Intent::id).collect(Collectors.joining(", ")))
                + " would be understood.</p>";
    String figures =
        Teaching.figures(ready)
            .lines()
            .flatMap(line -> List.of(line.split("; ")).stream())
            .map(it -> "<li>" + escaped(it) + "</li>")
            .collect(Collectors.joining());
    String html =
        """
        <p class="lead">%s</p>%s
        <h2>How many of the catalogue's sentences a model of the others understands</h2>
        <ul>%s</ul>
        <h2>What changes in %s</h2>
        <pre class="panel difference" tabindex="0">%s</pre>
        <p>%s</p>
        <form method="post" action="/teaching/%s/approve">
          <input type="hidden" name="sentence" value="%s"><input type="hidden" name="intent" value="%s">
          <input type="hidden" name="digest" value="%s">
          <div class="actions"><button type="submit" class="button primary">Yes, learn it</button>
            <a href="/teaching/%s">Change it</a></div>
        </form>
        """
            .formatted(
                told(ready.sentence()),
                worse,
                figures,
                escaped(ready.file()),
                told(ready.difference()),
                way(ready.way()),
                hint.id(),
                escaped(lesson.sentence()),
                escaped(lesson.intent()),
                escaped(ready.digest()),
                hint.id());
    return page("What it would change", html);
  }

  private static String way(Textbook.Way way) {
    return switch (way) {
      case WRITTEN -> "With your yes it is written, and counts at once.";
      case BY_HAND ->
          "The file can't be written here. With your yes it is noted as approved; apply the"
              + " difference where the file comes from.";
    };
  }

  /** What was done. */
  String approved(Heard.Approved approved) {
    String html =
        switch (approved.written()) {
          case Written.InPlace _ -> "<p>It is written, and counts from now on.</p>";
          case Written.Already _ -> "<p>It was taught already.</p>";
          case Written.ByHand _ ->
              "<p>Apply this where the file comes from:</p><pre class=\"panel difference\""
                  + " tabindex=\"0\">"
                  + told(approved.difference())
                  + "</pre>";
          case Written.Unfit _ -> throw new IllegalStateException("what is unfit is not approved");
        };
    return page("Thank you", html + "<p><a href=\"/teaching\">Go on</a></p>");
  }

  private String page(String title, String content) {
    return portal.page(PortalPages.Place.ELSEWHERE, title, content, "");
  }
}
