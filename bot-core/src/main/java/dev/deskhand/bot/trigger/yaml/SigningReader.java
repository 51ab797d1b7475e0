package dev.deskhand.bot.trigger.yaml;

import dev.deskhand.bot.trigger.Signing;
import dev.deskhand.content.Problems;
import dev.deskhand.content.yaml.YamlMapping;
import java.util.Optional;

/** Reads how another system signs: a webhook's {@code signature}. */
final class SigningReader {
  private static final String HEADER_NAME = "[A-Za-z0-9-]{1,100}";

  private final Problems problems;

  SigningReader(Problems problems) {
    this.problems = problems;
  }

  /** As the file has it, or as we would have it where the file says nothing. */
  Signing read(YamlMapping webhook) {
    if (webhook.find("signature").isEmpty()) {
      return Signing.OURS;
    }
    YamlMapping signature = webhook.mapping("signature", problems);
    signature.allowOnly(problems, "header", "form", "signs", "time");
    String signs = signature.optionalText("signs", problems).orElse(Signing.BODY);
    Optional<String> time = signature.optionalText("time", problems);
    Signing signing =
        new Signing(
            signature.text("header", problems), signature.text("form", problems), signs, time);
    check(signature, signing);
    return signing;
  }

  private void check(YamlMapping signature, Signing signing) {
    if (!signing.header().isBlank() && !signing.header().matches(HEADER_NAME)) {
      problems.add(
          signature.placeOf("header"),
          "'header': expected a header's name such as X-Hub-Signature-256");
    }
    if (!signing.form().isBlank() && macs(signing.form()) != 1) {
      problems.add(
          signature.placeOf("form"),
          "'form': expected {hex} or {base64} once, such as sha256={hex}");
    }
    if (!signing.signs().endsWith(Signing.BODY) || signing.prefix().contains(Signing.BODY)) {
      problems.add(
          signature.placeOf("signs"),
          "'signs': expected {body} once, at the end, such as {X-Timestamp}.{body}");
    } else if (signing.time().filter(it -> !signing.covers(it)).isPresent()) {
      problems.add(
          signature.placeOf("time"),
          "'time': '"
              + signing.time().get()
              + "' is not signed, so it proves nothing: name it in 'signs'");
    }
  }

  private static int macs(String form) {
    return form.split("\\{hex}|\\{base64}", -1).length - 1;
  }
}
