package dev.deskhand.web;

import static dev.deskhand.web.Html.escaped;
import static dev.deskhand.web.Html.told;

import dev.deskhand.bot.Console;
import dev.deskhand.bot.Offers;
import dev.deskhand.bot.RunProgress;
import dev.deskhand.bot.RunStanding;
import dev.deskhand.bot.Waiting;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.StoredRun;
import java.util.List;
import java.util.stream.Collectors;

/** The portal's pages, complete with what is put into them; escaped, whoever said it. */
final class PortalPages {
  private static final String LIVE =
      "<script type=\"module\" src=\"/assets/portal.js\"></script>"
          + "<noscript><meta http-equiv=\"refresh\" content=\"5\"></noscript>";

  private final String shell = Assets.text("/web/portal.html");

  /** Which of the pages one is, for the bar above it. */
  enum Place {
    CATALOGUE,
    REQUESTS,
    APPROVALS
  }

  String catalogue(List<Offers.Shown> offers, String words) {
    String search =
        """
        <form class="search" role="search" action="/catalogue" method="get">
          <input type="search" name="words" value="%s" maxlength="200" aria-label="Search the catalogue">
          <button type="submit" class="button primary">Search</button>
        </form>
        """
            .formatted(escaped(words));
    String cards = offers.stream().map(PortalPages::card).collect(Collectors.joining());
    String found =
        offers.isEmpty()
            ? "<p>Nothing fits these words. <a href=\"/catalogue\">Show everything</a></p>"
            : "<ul class=\"cards\">" + cards + "</ul>";
    return page(Place.CATALOGUE, "Catalogue", search + found, "");
  }

  private static String card(Offers.Shown shown) {
    var face = shown.offer().face();
    return """
    <li><h2><a href="/catalogue/%s">%s</a></h2>%s<p class="takes">%s</p></li>
    """
        .formatted(
            shown.offer().name(),
            escaped(face.label()),
            face.about().isEmpty() ? "" : "<p>" + escaped(face.about()) + "</p>",
            escaped(sentence(shown.way().words())));
  }

  String form(Offers.Shown shown, OfferForm form) {
    var face = shown.offer().face();
    String about =
        face.about().isEmpty() ? "" : "<p class=\"lead\">" + escaped(face.about()) + "</p>";
    String content =
        about
            + form.errors()
            + "<form method=\"post\" action=\"/catalogue/%s\" novalidate>"
                .formatted(shown.offer().name())
            + form.fields()
            + "<p class=\"takes\">%s</p><div class=\"actions\">"
                .formatted(escaped(sentence(shown.way().words())))
            + "<button type=\"submit\" class=\"button primary\">Request it</button>"
            + "<a href=\"/catalogue\">Back to the catalogue</a></div></form>";
    return page(Place.CATALOGUE, face.label(), content, "");
  }

  String requests(List<StoredRun> runs) {
    String all = runs.stream().map(PortalPages::request).collect(Collectors.joining());
    return page(
        Place.REQUESTS,
        "My requests",
        all.isEmpty()
            ? "<p>You have not asked for anything lately. <a href=\"/catalogue\">Choose"
                + " something</a></p>"
            : "<ul class=\"cards\">" + all + "</ul>",
        "");
  }

  private static String request(StoredRun stored) {
    RunStanding standing = RunStanding.of(stored.run());
    return """
    <li><h2><a href="/requests/%s">%s</a></h2><p class="takes">%s</p></li>
    """
        .formatted(stored.id(), escaped(stored.run().plan().title()), escaped(words(standing)));
  }

  /** A request as it stands; its live part is replaced while it goes on. */
  String request(Console.Told told, CanCancel cancel) {
    Run run = told.run().run();
    String live =
        "<div id=\"live\" data-events=\"/requests/%s/events\" aria-live=\"polite\">"
                .formatted(told.run().id())
            + standing(run)
            + (cancel == CanCancel.YES && !run.hasEnded() ? cancel(told.run()) : "")
            + "</div>";
    return page(
        Place.REQUESTS,
        run.plan().title(),
        live + "<h2>What was asked for</h2>" + inputs(run),
        run.hasEnded() ? "" : LIVE);
  }

  /** Whether a button for it is shown. */
  enum CanCancel {
    YES,
    NO
  }

  private static String standing(Run run) {
    RunStanding standing = RunStanding.of(run);
    StringBuilder html =
        new StringBuilder("<p><strong>" + escaped(sentence(words(standing))) + "</strong></p>");
    if (standing.word() == RunStanding.Word.SUCCEEDED) {
      html.append("<p>" + told(run.plan().sayings().succeeded()) + "</p>");
    } else if (standing.word() == RunStanding.Word.FAILED) {
      html.append("<p>" + told(run.plan().sayings().failed()) + "</p>");
    }
    standing.awaited().forEach(it -> html.append("<p>Waits for " + told(it.what()) + "</p>"));
    html.append("<h2>Steps</h2><ol class=\"steps\">");
    for (RunProgress.Line line : RunProgress.lines(run)) {
      html.append("<li>" + escaped(line.title()) + " – " + line.state() + "</li>");
    }
    return html.append("</ol>").toString();
  }

  private static String cancel(StoredRun stored) {
    return """
    <form method="post" action="/requests/%s/cancel"><button type="submit" class="button">Cancel it</button></form>
    """
        .formatted(stored.id());
  }

  /** What waits for somebody's yes, with exactly what will run. */
  String approvals(List<Waiting> waiting, String notice) {
    String all = waiting.stream().map(PortalPages::approval).collect(Collectors.joining());
    return page(
        Place.APPROVALS,
        "My approvals",
        (notice.isEmpty() ? "" : "<p class=\"errors\" role=\"alert\">" + told(notice) + "</p>")
            + (all.isEmpty()
                ? "<p>Nothing waits for you.</p>"
                : "<ul class=\"cards\">" + all + "</ul>"),
        "");
  }

  private static String approval(Waiting waiting) {
    return switch (waiting) {
      case Waiting.Start(StoredRun run) -> ApprovalCard.whole(run).html();
      case Waiting.Rest rest -> ApprovalCard.rest(rest).html();
      case Waiting.Values _ -> "";
    };
  }

  static String inputs(Run run) {
    StringBuilder html = new StringBuilder();
    run.plan()
        .inputs()
        .forEach(
            (name, value) ->
                html.append("<dt>" + escaped(name) + "</dt><dd>" + told(value.text()) + "</dd>"));
    return html.isEmpty() ? "<p>Nothing had to be filled in.</p>" : "<dl>" + html + "</dl>";
  }

  private static String words(RunStanding standing) {
    String word = standing.word().label().replace('-', ' ');
    return standing.reason().isEmpty() ? word : word + ": " + standing.reason();
  }

  private static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
  }

  private String page(Place place, String title, String content, String head) {
    String page = shell.replace("{{title}}", escaped(title)).replace("{{head}}", head);
    for (Place each : Place.values()) {
      page =
          page.replace(
              "{{at-" + each.name().toLowerCase(java.util.Locale.ROOT) + "}}",
              each == place ? " aria-current=\"page\"" : "");
    }
    return page.replace("{{content}}", content);
  }
}
