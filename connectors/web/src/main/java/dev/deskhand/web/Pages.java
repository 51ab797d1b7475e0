package dev.deskhand.web;

import dev.deskhand.permissions.PersonId;

/** The pages around the chat, complete with what is put into them. */
final class Pages {
  private final String chat = Assets.text("/web/index.html");
  private final String confirm = Assets.text("/web/confirm.html");
  private final String offer = Assets.text("/web/offer.html");
  private final String secret = Assets.text("/web/secret.html");
  private final String notice = Assets.text("/web/notice.html");

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

  /** Asks for the press that shows a secret. */
  String offer(String token) {
    return offer.replace("{{token}}", escaped(token));
  }

  String secret(String value) {
    return secret.replace("{{secret}}", escaped(value));
  }

  String notice(Notice content) {
    return notice
        .replace("{{title}}", escaped(content.title()))
        .replace("{{text}}", escaped(content.text()))
        .replace("{{advice}}", escaped(content.advice()));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;")
        .replace("{", "&#123;");
  }
}
