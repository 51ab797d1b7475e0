package dev.deskhand.web;

import static dev.deskhand.web.Html.escaped;

import dev.deskhand.bot.message.Form;
import dev.deskhand.content.InputType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A form as somebody filled it in, and what does not fit yet. Nothing that they wrote is lost.
 *
 * @param cause makes this form itself, so that it counts once however often it is sent; empty where
 *     what it is for can be answered only once
 * @param said by input
 * @param unfit by input: what was expected
 * @param refused what stands against it as a whole
 * @param token the link that it was opened by, or empty
 * @param fixed the inputs that this link has values for
 */
record OfferForm(
    String cause,
    List<Form.Field> form,
    Map<String, String> said,
    Map<String, String> unfit,
    List<String> refused,
    String token,
    Set<String> fixed) {

  OfferForm {
    form = List.copyOf(form);
    said = Map.copyOf(said);
    unfit = Map.copyOf(unfit);
    refused = List.copyOf(refused);
    fixed = Set.copyOf(fixed);
  }

  /** A form that nobody has filled in. */
  static OfferForm fresh(String cause, List<Form.Field> form) {
    Map<String, String> proposals = new LinkedHashMap<>();
    form.forEach(field -> proposals.put(field.name(), field.proposal()));
    return new OfferForm(cause, form, proposals, Map.of(), List.of(), "", Set.of());
  }

  /** A form as it was sent, each value looked at by itself. */
  static OfferForm sent(String cause, List<Form.Field> form, Map<String, String> said) {
    return new OfferForm(cause, form, said, Form.unfit(form, said), List.of(), "", Set.of());
  }

  OfferForm refusedBecause(List<String> reasons) {
    return new OfferForm(cause, form, said, unfit, reasons, token, fixed);
  }

  /** The same, opened by a link that has values of its own. */
  OfferForm sealed(String link, Map<String, String> values) {
    Map<String, String> all = new LinkedHashMap<>(said);
    all.putAll(values);
    return new OfferForm(cause, form, all, unfit, refused, link, values.keySet());
  }

  boolean isComplete() {
    return unfit.isEmpty();
  }

  /** What stands above the form. */
  String errors() {
    if (unfit.isEmpty() && refused.isEmpty()) {
      return "";
    }
    StringBuilder html = new StringBuilder("<div class=\"errors\" role=\"alert\">");
    refused.forEach(reason -> html.append("<p>" + Html.told(reason) + "</p>"));
    if (!unfit.isEmpty()) {
      html.append("<p>Some of it does not fit yet; it says why below.</p>");
    }
    return html.append("</div>").toString();
  }

  String fields() {
    StringBuilder html = new StringBuilder(hidden());
    form.forEach(field -> html.append(fixed.contains(field.name()) ? shown(field) : field(field)));
    return html.toString();
  }

  private String hidden() {
    String link =
        token.isEmpty()
            ? ""
            : "<input type=\"hidden\" name=\"o\" value=\"" + escaped(token) + "\">";
    return cause.isEmpty()
        ? link
        : "<input type=\"hidden\" name=\"form\" value=\"" + escaped(cause) + "\">" + link;
  }

  private String shown(Form.Field input) {
    return "<dl><dt>%s</dt><dd>%s</dd></dl>"
        .formatted(escaped(input.question()), Html.told(said.getOrDefault(input.name(), "")));
  }

  private String field(Form.Field input) {
    String id = "in-" + input.name();
    Optional<String> wrong = Optional.ofNullable(unfit.get(input.name()));
    String state =
        wrong.isPresent()
            ? " aria-invalid=\"true\" aria-describedby=\"" + id + "-error\""
            : input.hint().isEmpty() ? "" : " aria-describedby=\"" + id + "-hint\"";
    return "<div class=\"field\"><label for=\"%s\">%s</label>"
            .formatted(id, escaped(input.question()))
        + control(
            input,
            "id=\"%s\" name=\"%s\"%s%s"
                .formatted(id, input.name(), input.fallback().isEmpty() ? " required" : "", state))
        + wrong
            .map(it -> "<p class=\"error\" id=\"" + id + "-error\">" + escaped(it) + "</p>")
            .orElseGet(() -> hint(id, input))
        + "</div>";
  }

  private String control(Form.Field input, String attributes) {
    String value = said.getOrDefault(input.name(), "");
    List<String> listed = input.type().listed();
    if (!listed.isEmpty()) {
      return select(attributes, listed, value);
    }
    return switch (input.type()) {
      case InputType.ListOf _ ->
          "<textarea rows=\"3\" " + attributes + ">\n" + escaped(value) + "</textarea>";
      case InputType.Whole _ -> line(attributes + " inputmode=\"numeric\"", "text", value);
      case InputType.Day _ -> line(attributes, "date", value);
      case InputType.Text _,
          InputType.Truth _,
          InputType.Span _,
          InputType.Choice _,
          InputType.PersonInput _,
          InputType.Host _,
          InputType.TicketInput _,
          InputType.SecretReference _ ->
          line(attributes, "text", value);
    };
  }

  private static String line(String attributes, String type, String value) {
    return "<input type=\"%s\" autocomplete=\"off\" value=\"%s\" %s>"
        .formatted(type, escaped(value), attributes);
  }

  private static String select(String attributes, List<String> values, String chosen) {
    StringBuilder html =
        new StringBuilder("<select " + attributes + "><option value=\"\">Choose …</option>");
    for (String value : values) {
      html.append(
          "<option value=\"%s\"%s>%s</option>"
              .formatted(escaped(value), value.equals(chosen) ? " selected" : "", label(value)));
    }
    return html.append("</select>").toString();
  }

  private static String label(String value) {
    return switch (value) {
      case "true" -> "Yes";
      case "false" -> "No";
      default -> escaped(value);
    };
  }

  private static String hint(String id, Form.Field field) {
    String words = field.hint();
    return words.isEmpty()
        ? ""
        : "<p class=\"small\" id=\"" + id + "-hint\">" + escaped(words) + "</p>";
  }
}
