package dev.deskhand.desks.builtin;

import dev.deskhand.bot.message.Outbound.Visibility;
import dev.deskhand.desks.Html;
import dev.deskhand.desks.builtin.history.TicketFact.NoteAdded;
import dev.deskhand.desks.builtin.history.TicketFact.TicketApproved;
import dev.deskhand.desks.builtin.history.TicketFact.TicketEdited;
import dev.deskhand.desks.builtin.history.TicketFact.TicketMoved;
import dev.deskhand.desks.builtin.history.TicketFact.TicketOpened;
import dev.deskhand.desks.builtin.history.TicketFact.TicketTaken;
import dev.deskhand.desks.builtin.history.TicketView;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/** A ticket for people to read; a page without scripts. */
final class TicketPage {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <style>
      :root { color-scheme: light dark; }
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; }
      main { padding: 0 1rem; overflow-wrap: anywhere; }
      article { border-left: 4px solid #4a7ab5; padding: .2rem 1rem; margin: 1rem 0; }
      article.internal { border-color: #b58a4a; background: #faf6ee; }
      header { color: #555; font-size: .85rem; }
      @media (prefers-color-scheme: dark) {
        html { background: #15171c; color: #e8eaf0; }
        header { color: #b9b9b9; }
        article.internal { background: #2b2416; }
      }
      </style>
      """;

  private TicketPage() {}

  static String of(TicketView view) {
    TicketOpened opened = view.opened();
    String timeline =
        view.timeline().stream().map(TicketPage::entry).collect(Collectors.joining("\n"));
    String body =
        """
        <title>%1$s</title>
        </head>
        <body>
        <main>
        <h1>%1$s</h1>
        <header>%2$s · opened by %3$s, %4$s</header>
        <article>%5$s</article>
        %6$s
        </main>
        </body>
        </html>
        """
            .formatted(
                Html.escape("#" + view.ref().id() + " " + opened.subject().value()),
                view.status().name().toLowerCase(Locale.ROOT),
                Html.escape(opened.requester().user()),
                time(view.openedAt()),
                Html.linked(opened.description().value()),
                timeline);
    return HEAD + body;
  }

  private static String entry(TicketView.Entry entry) {
    return switch (entry.fact()) {
      case TicketOpened ignored -> "";
      case TicketMoved moved ->
          "<p>%s is <b>%s</b></p>"
              .formatted(time(entry.at()), moved.to().name().toLowerCase(Locale.ROOT));
      case TicketEdited edited ->
          "<p>%s %s is <b>%s</b></p>"
              .formatted(
                  time(entry.at()),
                  Html.escape(edited.name()),
                  Html.escape(edited.value().value()));
      case TicketTaken taken ->
          "<p>%s taken by %s</p>".formatted(time(entry.at()), Html.escape(taken.by().user()));
      case TicketApproved approved ->
          "<p>%s approved by %s</p>".formatted(time(entry.at()), Html.escape(approved.by().user()));
      case NoteAdded note ->
          "<article class=\"%s\"><header>%s · %s%s</header>%s</article>"
              .formatted(
                  note.visibility().name().toLowerCase(Locale.ROOT),
                  Html.escape(note.author().user()),
                  time(entry.at()),
                  note.visibility() == Visibility.INTERNAL ? " · internal" : "",
                  Html.linked(note.text().value()));
    };
  }

  private static String time(Instant at) {
    return TIME.format(at);
  }
}
