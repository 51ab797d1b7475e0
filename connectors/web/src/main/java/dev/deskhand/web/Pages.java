package dev.deskhand.web;

import static dev.deskhand.web.Html.escaped;

import dev.deskhand.permissions.AuthorityMatrix;
import dev.deskhand.permissions.PersonId;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The pages around the chat, complete with what is put into them. */
final class Pages {
  private final String chat = Assets.text("/web/index.html");
  private final String confirm = Assets.text("/web/confirm.html");
  private final String offer = Assets.text("/web/offer.html");
  private final String secret = Assets.text("/web/secret.html");
  private final String authority = Assets.text("/web/authority.html");
  private final String notice = Assets.text("/web/notice.html");
  private final String signIn = Assets.text("/web/sign-in.html");
  private final String signedIn = Assets.text("/web/signed-in.html");
  private final String signedOut = Assets.text("/web/signed-out.html");
  private final String newcomer = Assets.text("/web/newcomer.html");

  /** Says something and what to do about it. */
  record Notice(String title, String text, String advice) {}

  String chat() {
    return chat;
  }

  /** Asks for the press that uses a link: a preview of the link must not use it. */
  String confirm(PersonId person, String token) {
    return confirm
        .replace("{{person}}", escaped(person.value()))
        .replace("{{token}}", escaped(token));
  }

  /**
   * Leads to where people sign in.
   *
   * @param name how people call that place
   * @param why they have to, or nothing
   */
  String signIn(String name, Destination destination, String why) {
    String link = "/login/oidc" + (destination.isHome() ? "" : "?to=" + destination.encoded());
    return signIn
        .replace("{{link}}", escaped(link))
        .replace("{{name}}", escaped(name))
        .replace("{{why}}", escaped(why));
  }

  /** Goes on by itself, as a page of our own. */
  String signedIn(Destination destination) {
    return signedIn.replace("{{to}}", escaped(destination.address()));
  }

  /** Says that somebody is signed out, and where they still are not. */
  String signedOut(String name, Optional<URI> end) {
    return signedOut
        .replace("{{name}}", escaped(name))
        .replace("{{end}}", escaped(end.map(URI::toString).orElse("/login")));
  }

  /** Asks somebody whose account nobody knows for a code. */
  String newcomer(String account, String note, Destination destination) {
    return newcomer
        .replace("{{account}}", escaped(account))
        .replace("{{note}}", escaped(note))
        .replace("{{to}}", escaped(destination.address()));
  }

  /** Asks for the press that shows a secret. */
  String offer(String token) {
    return offer.replace("{{token}}", escaped(token));
  }

  String secret(String value) {
    return secret.replace("{{secret}}", escaped(value));
  }

  /** A table of runbooks and roles. */
  String authority(AuthorityMatrix matrix) {
    StringBuilder head = new StringBuilder("<th scope=\"col\">Runbook</th>");
    matrix.roles().forEach(role -> head.append("<th scope=\"col\">" + escaped(role) + "</th>"));
    StringBuilder rows = new StringBuilder();
    matrix
        .rows()
        .forEach(
            (runbook, row) -> {
              rows.append("<tr><th scope=\"row\">" + escaped(runbook) + "</th>");
              for (String role : matrix.roles()) {
                rows.append("<td>" + ways(row.getOrDefault(role, List.of())) + "</td>");
              }
              rows.append("</tr>");
            });
    StringBuilder guards = new StringBuilder();
    matrix.guards().forEach(way -> guards.append("<li>" + escaped(way.reason()) + "</li>"));
    return authority
        .replace("{{head}}", head)
        .replace("{{rows}}", rows)
        .replace("{{guards}}", guards);
  }

  /** What stands behind a way opens by touch and keyboard, too. */
  private static String ways(List<AuthorityMatrix.Way> ways) {
    return ways.stream()
        .map(
            way ->
                "<details><summary>"
                    + escaped(way.how())
                    + (way.conditions().isEmpty() ? "" : " *")
                    + "</summary><p>"
                    + escaped(way.policy() + ": " + way.reason() + " " + way.conditions())
                    + "</p></details>")
        .collect(Collectors.joining());
  }

  /** Leads to an address of ours, as from a page of ours. */
  String hop(Destination destination) {
    String url = escaped(destination.address());
    return notice(new Notice("One moment", "You are taken to what you have chosen.", ""))
        .replace("</head>", "<meta http-equiv=\"refresh\" content=\"0; url=" + url + "\"></head>");
  }

  String notice(Notice content) {
    return notice
        .replace("{{title}}", escaped(content.title()))
        .replace("{{text}}", escaped(content.text()))
        .replace("{{advice}}", escaped(content.advice()));
  }
}
