package dev.deskhand.app;

import static dev.deskhand.app.Room.ACTIONS;
import static dev.deskhand.app.Room.APP;
import static dev.deskhand.app.Room.CONTENT;
import static dev.deskhand.app.Room.DESKS;
import static dev.deskhand.app.Room.PERMISSIONS;
import static dev.deskhand.app.Room.SANDBOX;
import static dev.deskhand.app.Room.SLACK;
import static dev.deskhand.app.Room.STORAGE;
import static dev.deskhand.app.Room.TEAMS;
import static dev.deskhand.app.Room.TORTURE;
import static dev.deskhand.app.Room.WEB;

/** A library, the only packages that may name it, and why it stops there. */
@SuppressWarnings("ImmutableEnumChecker") // nobody changes what is listed here
enum Library {
  BOLT(
      "what Slack changes is changed in one room, and measured in another",
      packages("com.slack.."),
      packages("dev.deskhand.slack..", "dev.deskhand.app.bench..")),
  JAVALIN(
      "there is one server, which app builds and connectors add routes to",
      packages("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet.."),
      Room.packagesOf(WEB, DESKS, SLACK, TEAMS, APP)),
  NIMBUS(
      "tokens are judged in one place",
      packages("com.nimbusds..", "net.minidev.."),
      packages("dev.deskhand.web.oidc..")),
  OKHTTP(
      "whoever leaves the house by HTTP is a connector",
      packages("okhttp3..", "okio.."),
      Room.packagesOf(ACTIONS, DESKS, SLACK, TEAMS, WEB, SANDBOX)),
  SSHD(
      "whoever leaves the house by SSH is a connector; who plays a host knows it too",
      packages("org.apache.sshd.."),
      Room.packagesOf(ACTIONS, SANDBOX, TORTURE)),
  UNBOUNDID(
      "whoever leaves the house by LDAP is a connector",
      packages("com.unboundid.."),
      Room.packagesOf(ACTIONS, SANDBOX)),
  DATABASES(
      "rows stop at the store",
      packages(
          "org.jdbi..",
          "org.sqlite..",
          "org.postgresql..",
          "com.zaxxer..",
          "org.flywaydb..",
          "com.github.kagkarlsson.."),
      Room.packagesOf(STORAGE, TORTURE)),
  JDBC(
      "rows stop at the store, at what is about a company's own databases, and at a bare baseline",
      packages("java.sql..", "javax.sql.."),
      packages(
          "dev.deskhand.storage..",
          "dev.deskhand.actions.sql..",
          "dev.deskhand.sandbox..",
          "dev.deskhand.torture..",
          "dev.deskhand.app.bench..")),
  MAIL(
      "whoever leaves the house by SMTP is a connector",
      packages("jakarta.mail..", "org.eclipse.angus.."),
      Room.packagesOf(ACTIONS)),
  OPENNLP(
      "another parser can take its place",
      packages("opennlp.."),
      packages("dev.deskhand.bot.intent.opennlp..")),
  ONNX_RUNTIME(
      "what sentences mean is told in one place, and can be left out",
      packages("ai.onnxruntime..", "dev.langchain4j.."),
      packages("dev.deskhand.bot.intent.opennlp.onnx..")),
  BIWEEKLY(
      "what clocks and calendars do is decided in one place",
      packages("biweekly.."),
      packages("dev.deskhand.runbooks.calendar..")),
  JSOUP(
      "what desks say in HTML is words to everybody else",
      packages("org.jsoup.."),
      packages("dev.deskhand.desks..")),
  CRON_UTILS(
      "its daylight saving is not ours",
      packages("com.cronutils.."),
      packages("dev.deskhand.bot.trigger..")),
  CEDAR(
      "the Authorizer is the only one who asks policies",
      packages("com.cedarpolicy..", "com.google.common.."),
      Room.packagesOf(PERMISSIONS)),
  CEL_AND_YAML(
      "what people write in files is read in one place, with its limits and positions",
      packages("dev.cel..", "org.snakeyaml.."),
      Room.packagesOf(CONTENT)),
  JACKSON(
      "wires and rows have a shape of their own, and domain records carry no annotations",
      packages("com.fasterxml.jackson.."),
      packages("..json..", "..wire..", "..yaml..", "dev.deskhand.app..")),
  PDFBOX(
      "only the evidence for auditors is printed",
      packages("org.apache.pdfbox..", "org.apache.fontbox.."),
      packages("dev.deskhand.audit.evidence..")),
  PICOCLI("the command line is app's", packages("picocli.."), Room.packagesOf(APP));

  final String reason;
  final String[] packages;
  final String[] rooms;

  Library(String reason, String[] packages, String[] rooms) {
    this.reason = reason;
    this.packages = packages;
    this.rooms = rooms;
  }

  private static String[] packages(String... names) {
    return names;
  }
}
