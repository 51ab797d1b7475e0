package dev.deskhand.web;

import static dev.deskhand.web.Html.escaped;
import static dev.deskhand.web.Html.told;

import dev.deskhand.bot.Console;
import dev.deskhand.bot.file.FileKind;
import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.offer.ShownOffer;
import dev.deskhand.bot.reply.RunProgress;
import dev.deskhand.bot.reply.RunStanding;
import dev.deskhand.bot.reply.Waiting;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.StoredRun;
import dev.deskhand.trees.KeptFile;
import dev.deskhand.trees.WalkId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    APPROVALS,
    /** None of those that the bar names. */
    ELSEWHERE
  }

  String catalogue(List<ShownOffer> offers, String words) {
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

  /**
   * The trees whose pictures can be looked at.
   *
   * @param titles by name
   */
  String trees(Map<String, String> titles) {
    String all =
        new TreeMap<>(titles)
            .entrySet().stream()
                .map(
                    it ->
                        "<li><h2><a href=\"/trees/%s\">%s</a></h2></li>"
                            .formatted(it.getKey(), escaped(it.getValue())))
                .collect(Collectors.joining());
    return page(
        Place.CATALOGUE,
        "How people went through the trees",
        "<ul class=\"cards\">" + all + "</ul>",
        "");
  }

  /** What people gave to a walk. */
  String files(WalkId walk, List<KeptFile> kept) {
    StringBuilder list = new StringBuilder("<ul class=\"files\">");
    for (KeptFile file : kept) {
      String url = "/walks/" + walk + "/files/" + file.sha256();
      String name = Html.told(file.name().value());
      list.append("<li><a href=\"" + escaped(url) + "\">" + name + "</a>")
          .append(" (" + escaped(file.mediaType()) + ", ")
          .append(KeptFile.size(file.size()) + ")<br><code>SHA-256 ")
          .append(escaped(file.sha256()) + "</code>");
      if (FileKind.PICTURES.contains(file.mediaType())) {
        list.append("<br><img loading=\"lazy\" alt=\"" + escaped(file.name().value()))
            .append("\" src=\"" + escaped(url) + "\">");
      }
      list.append("</li>");
    }
    return page(Place.REQUESTS, "What was given to " + walk, list.append("</ul>").toString(), "");
  }

  /** What steps wrote where it is too long for the page; nothing where it is not. */
  static String files(List<Attachment> files) {
    return files.isEmpty()
        ? ""
        : files.stream()
            .map(
                it ->
                    "<li><a href=\"%s\" download>%s</a> (%s)</li>"
                        .formatted(escaped(it.place()), escaped(it.name()), it.sizeInWords()))
            .collect(Collectors.joining("", "<h2>Long texts</h2><ul class=\"files\">", "</ul>"));
  }

  private static String card(ShownOffer shown) {
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

  String form(ShownOffer shown, OfferForm form) {
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

  /**
   * What somebody asked for.
   *
   * @param more what else they may look at
   */
  String requests(List<StoredRun> runs, String more) {
    String all = runs.stream().map(PortalPages::request).collect(Collectors.joining());
    return page(
        Place.REQUESTS,
        "My requests",
        (all.isEmpty()
                ? "<p>You have not asked for anything lately. <a href=\"/catalogue\">Choose"
                    + " something</a></p>"
                : "<ul class=\"cards\">" + all + "</ul>")
            + more,
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
  String request(Console.Told told, List<Waiting.Values> asked, CanCancel cancel, String more) {
    Run run = told.run().run();
    String forms =
        asked.stream()
            .map(it -> "<p>" + link(it, " class=\"button primary\"") + "</p>")
            .collect(Collectors.joining());
    String live =
        "<div id=\"live\" data-events=\"/requests/%s/events\" aria-live=\"polite\">"
                .formatted(told.run().id())
            + forms
            + standing(run)
            + (cancel == CanCancel.YES && !run.hasEnded() ? cancel(told.run()) : "")
            + "</div>";
    return page(
        Place.REQUESTS,
        run.plan().title(),
        live + "<h2>What was asked for</h2>" + inputs(run) + more,
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

  /** What became of what somebody has decided; it has the focus, so that it is read first. */
  sealed interface Notice {
    record None() implements Notice {}

    record Noted(StoredRun run) implements Notice {}

    record Refused(String why) implements Notice {}
  }

  private static String notice(Notice notice) {
    return switch (notice) {
      case Notice.None _ -> "";
      case Notice.Noted(StoredRun stored) ->
          "<p class=\"notice good\" role=\"status\" tabindex=\"-1\" autofocus>Thank you, noted: %s, asked by %s.</p>"
              .formatted(
                  escaped(stored.run().plan().title()),
                  escaped(stored.run().request().requester().value()));
      case Notice.Refused(String why) ->
          "<p class=\"errors\" role=\"alert\" tabindex=\"-1\" autofocus>%s</p>"
              .formatted(told(why));
    };
  }

  /** What waits for somebody's yes, with exactly what will run. */
  String approvals(List<Waiting> waiting, Notice notice) {
    String all = waiting.stream().map(PortalPages::approval).collect(Collectors.joining());
    return page(
        Place.APPROVALS,
        "My approvals",
        notice(notice)
            + (all.isEmpty()
                ? "<p>Nothing waits for you.</p>"
                : "<ul class=\"cards\">" + all + "</ul>"),
        "");
  }

  private static String approval(Waiting waiting) {
    return switch (waiting) {
      case Waiting.Start(StoredRun run) -> ApprovalCard.whole(run).html();
      case Waiting.Rest rest -> ApprovalCard.rest(rest).html();
      case Waiting.Values values ->
          "<li><h2>%s</h2><p class=\"takes\">asked by %s; it waits for you to fill in a form</p><p>%s</p></li>"
              .formatted(
                  escaped(values.run().run().plan().title()),
                  escaped(values.run().run().request().requester().value()),
                  link(values, ""));
    };
  }

  private static String link(Waiting.Values asked, String attributes) {
    return "<a href=\"%s\"%s>%s: fill in the form</a>"
        .formatted(address(asked), attributes, escaped(stepTitle(asked)));
  }

  private static String address(Waiting.Values asked) {
    return "/requests/%s/form?step=%s"
        .formatted(
            asked.run().id(), URLEncoder.encode(asked.step().toString(), StandardCharsets.UTF_8));
  }

  private static String stepTitle(Waiting.Values asked) {
    return asked.run().run().plan().step(asked.step().step()).title();
  }

  /** The form that a run asks somebody to fill in. */
  String answer(Waiting.Values asked, OfferForm form) {
    Run run = asked.run().run();
    String content =
        "<p class=\"lead\">%s, asked by %s</p>"
                .formatted(escaped(run.plan().title()), escaped(run.request().requester().value()))
            + form.errors()
            + "<form method=\"post\" action=\"%s\" novalidate>".formatted(address(asked))
            + form.fields()
            + "<div class=\"actions\"><button type=\"submit\" class=\"button primary\">Send"
            + " it</button><a href=\"/approvals\">Not now</a></div></form>";
    return page(Place.APPROVALS, stepTitle(asked), content, "");
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

  String page(Place place, String title, String content, String head) {
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
