package dev.deskhand.app.config;

import dev.deskhand.app.config.Settings.DatabaseChoice;
import dev.deskhand.app.config.Settings.Endpoint;
import dev.deskhand.app.config.Settings.Keeping;
import dev.deskhand.app.config.Settings.Retention;
import dev.deskhand.app.config.Settings.Witnessing;
import dev.deskhand.audit.witness.Syslog;
import dev.deskhand.content.Problems;
import dev.deskhand.content.yaml.YamlMapping;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads how what is stored is kept: the parts {@code database}, {@code audit}, {@code retention}.
 */
final class KeepingReader {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final SecretChecks secrets;
  private final Path base;
  private final Problems problems;
  private final Addresses addresses;

  KeepingReader(SecretChecks secrets, Path base, Problems problems) {
    this.secrets = secrets;
    this.base = base;
    this.problems = problems;
    this.addresses = new Addresses(problems);
  }

  Keeping read(YamlMapping top) {
    YamlMapping audit = top.mapping("audit", problems);
    audit.allowOnly(problems, "witness");
    return new Keeping(
        database(top.mapping("database", problems)),
        witnessing(audit.mapping("witness", problems)),
        retention(top.mapping("retention", problems)));
  }

  private DatabaseChoice database(YamlMapping database) {
    database.allowOnly(problems, "kind", "url", "user", "password");
    String kind = database.optionalText("kind", problems).orElse("sqlite");
    return switch (kind) {
      case "sqlite" -> new DatabaseChoice.Sqlite();
      case "postgresql" ->
          new DatabaseChoice.Postgresql(
              database.text("url", problems),
              database.text("user", problems),
              secrets.required(database, "password"));
      default -> {
        problems.add(
            database.placeOf("kind"),
            "'kind': expected sqlite or postgresql, found '" + kind + "'");
        yield new DatabaseChoice.Sqlite();
      }
    };
  }

  private Witnessing witnessing(YamlMapping witness) {
    witness.allowOnly(problems, "every", "key", "file", "syslog", "http");
    Duration every = witness.duration("every", problems).orElse(Witnessing.LOCAL.every());
    if (every.compareTo(SHORTEST) < 0) {
      problems.add(witness.placeOf("every"), "'every': expected a second or more");
    }
    Optional<String> key = witness.optionalText("key", problems);
    key.ifPresent(reference -> secrets.checkForm(witness, "key", reference));
    return new Witnessing(
        every,
        key,
        witness.optionalText("file", problems).map(base::resolve),
        addresses.read(witness, "syslog", "udp://logs.example.com:514", Syslog::isAddress),
        witness.find("http").map(node -> endpoint(node.asMapping("'http'", problems))));
  }

  private Endpoint endpoint(YamlMapping http) {
    http.allowOnly(problems, "url", "token");
    Optional<String> token = http.optionalText("token", problems);
    token.ifPresent(reference -> secrets.checkForm(http, "token", reference));
    return new Endpoint(addresses.required(http, "url"), token);
  }

  private Retention retention(YamlMapping retention) {
    retention.allowOnly(problems, "audit", "history", "requests");
    return new Retention(
        days(retention, "audit"), days(retention, "history"), days(retention, "requests"));
  }

  private Optional<Integer> days(YamlMapping retention, String key) {
    Optional<Integer> days = retention.integer(key, problems);
    if (days.filter(it -> it < 1).isPresent()) {
      problems.add(retention.placeOf(key), "'" + key + "': expected a number of days, 1 or more");
    }
    return days;
  }
}
