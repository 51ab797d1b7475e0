package dev.deskhand.desks;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody reads in a piece of HTML, as plain text: paragraphs have an empty line between, and
 * what is quoted begins with {@code "> "}. Anything is taken, in linear time.
 */
public final class HtmlText {
  private static final Set<String> HIDDEN = Set.of("head", "style", "script", "title");
  private static final Set<String> PARAGRAPHS =
      Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "blockquote");
  private static final Set<String> LINES = Set.of("br", "div", "li", "tr", "hr", "dt", "dd");
  private static final Pattern TAG_NAME = Pattern.compile("/?([A-Za-z][A-Za-z0-9]*)");
  private static final Pattern ENTITY =
      Pattern.compile("&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]{2,8}[0-9]{0,2}));");
  private static final Pattern BLANKS = Pattern.compile("[ \\t\\r\\n\\f\\u00a0]+");
  private static final Map<String, String> NAMED = named();

  private final String html;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder line = new StringBuilder();
  private int at;
  private int quotes;

  private HtmlText(String html) {
    this.html = html;
  }

  /** The text in it. */
  public static String of(String html) {
    return new HtmlText(html).read();
  }

  private String read() {
    while (at < html.length()) {
      int tag = html.indexOf('<', at);
      int end = tag < 0 ? html.length() : tag;
      line.append(html, at, end);
      at = end;
      if (at < html.length()) {
        readTag();
      }
    }
    endLine();
    return text.toString().strip();
  }

  private void readTag() {
    Matcher name = TAG_NAME.matcher(html).region(at + 1, html.length());
    if (html.startsWith("<!--", at)) {
      skipTo("-->", at + 4);
    } else if (html.startsWith("<!", at) || html.startsWith("<?", at)) {
      skipTo(">", at);
    } else if (name.lookingAt()) {
      boolean isEnd = html.charAt(at + 1) == '/';
      skipTo(">", name.end());
      meet(name.group(1).toLowerCase(Locale.ROOT), isEnd);
    } else {
      line.append('<');
      at++;
    }
  }

  private void skipTo(String mark, int from) {
    int found = html.indexOf(mark, from);
    at = found < 0 ? html.length() : found + mark.length();
  }

  private void meet(String tag, boolean isEnd) {
    if (PARAGRAPHS.contains(tag)) {
      endParagraph();
    } else if (LINES.contains(tag)) {
      endLine();
    } else if (tag.equals("td") || tag.equals("th")) {
      line.append(' ');
    } else if (HIDDEN.contains(tag) && !isEnd) {
      skipHidden(tag);
    }
    if (tag.equals("blockquote")) {
      quotes = Math.max(0, quotes + (isEnd ? -1 : 1));
    }
  }

  private void skipHidden(String tag) {
    int end = at;
    while (end < html.length() && !html.regionMatches(true, end, "</" + tag, 0, tag.length() + 2)) {
      end++;
    }
    at = end;
  }

  private void endParagraph() {
    endLine();
    boolean hasEmptyLine = text.length() > 1 && text.charAt(text.length() - 2) == '\n';
    if (!text.isEmpty() && !hasEmptyLine) {
      text.append('\n');
    }
  }

  private void endLine() {
    String plain = ENTITY.matcher(BLANKS.matcher(line).replaceAll(" ")).replaceAll(HtmlText::sign);
    String words = plain.replace('\u00a0', ' ').strip();
    if (!words.isEmpty()) {
      text.append("> ".repeat(Math.min(quotes, 9))).append(words).append('\n');
    }
    line.setLength(0);
  }

  private static String sign(MatchResult entity) {
    String sign =
        Optional.ofNullable(entity.group(1))
            .map(digits -> ofNumber(Integer.parseInt(digits)))
            .or(() -> Optional.ofNullable(entity.group(2)).map(it -> ofNumber(hex(it))))
            .orElseGet(() -> NAMED.getOrDefault(entity.group(3), entity.group()));
    return Matcher.quoteReplacement(sign);
  }

  private static int hex(String digits) {
    return Integer.parseInt(digits, 16);
  }

  private static String ofNumber(int number) {
    boolean isSign = Character.isValidCodePoint(number) && !Character.isISOControl(number);
    return isSign ? Character.toString(number) : " ";
  }

  /** Those of XML, of Latin-1 from 160 on in their order, and of usual punctuation. */
  private static Map<String, String> named() {
    Map<String, String> named = new HashMap<>();
    named.putAll(Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'"));
    named.putAll(Map.of("ndash", "–", "mdash", "—", "hellip", "…", "bull", "•", "euro", "€"));
    named.putAll(Map.of("lsquo", "‘", "rsquo", "’", "sbquo", "‚"));
    named.putAll(Map.of("ldquo", "“", "rdquo", "”", "bdquo", "„", "zwnj", "", "shy", ""));
    List<String> latin =
        List.of(
            """
            nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr
            deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34
            iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml
            Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave
            Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil
            egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde
            ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml\
            """
                .split("\\s+"));
    for (int i = 0; i < latin.size(); i++) {
      named.putIfAbsent(latin.get(i), Character.toString(160 + i));
    }
    return Map.copyOf(named);
  }
}
