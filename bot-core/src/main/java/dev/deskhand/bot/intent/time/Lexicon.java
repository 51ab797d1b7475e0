package dev.deskhand.bot.intent.time;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of English, German and French that times are named by, without accents. */
final class Lexicon {
  static final Set<String> UNTIL =
      set(
          "until, until the, till, till the, til, by, by the, through, thru, up to, up to the, no"
              + " later than, not later than, before, before the, bis, bis zum, bis zur, bis zu,"
              + " bis spatestens, spatestens, spatestens am, jusqu'a, jusqu'au, jusqu'a la,"
              + " jusqu'en, d'ici, d'ici a, d'ici le, d'ici la, d'ici au, avant, avant le, avant"
              + " la");
  static final Set<String> ON =
      set(
          "on, on the, from, from the, starting, starting on, starting from, since, as of, the, at,"
              + " at the, am, ab, ab dem, ab der, seit, vom, von, zum, zur, im, um, gegen, der,"
              + " den, le, la, au, a, a la, des, depuis, depuis le, a partir de, a partir du,"
              + " vers");
  static final Set<String> AT = set("at, @, um, a, gegen, vers, ab, from");
  static final Set<String> CALLERS = set("come, comes, stop, drop, pass, swing, go");
  static final Set<String> LASTING =
      set(
          "for, for the, for the next, for another, for about, during, during the next, lasting,"
              + " fur, fuer, fur die, fur die nachsten, die nachsten, pendant, pendant les, pour,"
              + " pour les, durant");
  static final Set<String> AHEAD = set("in, within, dans, d'ici");
  static final Set<String> BACK = set("vor, il y a");
  static final Set<String> AGO = set("ago, earlier");
  static final Set<String> FROM_NOW = set("from now, from today, hence");

  static final Set<String> NEXT =
      set("next, nachsten, nachster, nachste, nachstes, naechsten, naechste");
  static final Set<String> THIS =
      set(
          "this, the coming, this coming, diesen, dieser, diese, dieses, kommenden, kommende, ce,"
              + " cette");
  static final Set<String> LAST = set("last, letzten, letzter, letzte, vergangenen");
  static final Set<String> NEXT_BEHIND = set("prochain, prochaine");
  static final Set<String> LAST_BEHIND = set("dernier, derniere");
  static final Set<String> NEXT_WEEK =
      set(
          "next week, nachster woche, nachste woche, der nachsten woche, naechste woche, semaine"
              + " prochaine, la semaine prochaine, de la semaine prochaine");
  static final Set<String> NEXT_MONTH =
      set("next month, nachsten monat, nachsten monats, nachster monat, mois prochain");
  static final Set<String> NEXT_YEAR =
      set("next year, nachstes jahr, nachsten jahres, annee prochaine, l'annee prochaine");
  static final Set<String> WEEK =
      set("week, the week, this week, woche, der woche, dieser woche, semaine, la semaine");
  static final Set<String> MONTH =
      set("month, the month, this month, monat, monats, des monats, diesen monats, mois, du mois");
  static final Set<String> YEAR =
      set(
          "year, the year, this year, jahr, jahres, des jahres, dieses jahres, annee, l'annee, de"
              + " l'annee");
  static final Set<String> DAY =
      set("day, the day, business day, today, tages, des tages, de la journee, journee");
  static final Set<String> END =
      set(
          "end of, the end of, end, ende, ende der, fin, fin de, fin du, fin de la, la fin de,"
              + " la fin du, la fin de la");
  static final Set<String> START =
      set(
          "start of, the start of, beginning of, the beginning of, anfang, debut, debut de, debut"
              + " du, le debut de");
  static final Set<String> MIDDLE = set("mid, middle of, the middle of, mitte, mi");
  static final Set<String> MONTH_END = set("monatsende, eom");
  static final Set<String> YEAR_END = set("jahresende, eoy");
  static final Set<String> DAY_END = set("eod, cob, close of business, feierabend");
  static final Set<String> OF = set("of, de, du, d'");

  /** Days by their distance from today. */
  static final Map<String, Integer> RELATIVE =
      numbers(
          "today 0, heute 0, aujourd'hui 0, tomorrow 1, tmrw 1, morgen 1, demain 1, yesterday -1,"
              + " gestern -1, hier -1, ubermorgen 2, uebermorgen 2, apres-demain 2, vorgestern -2,"
              + " avant-hier -2");

  static final Set<String> DAY_AFTER = set("day after tomorrow, the day after tomorrow");
  static final Set<String> DAY_BEFORE = set("day before yesterday, the day before yesterday");

  /** Words that mean something else in the middle of a sentence of another language. */
  static final Set<String> FALSE_FRIENDS = set("hier");

  /** Greetings that end with the word for tomorrow. */
  static final Set<String> GREETINGS = set("guten, gutn, schonen, schoenen");

  /** Hours by the part of a day. */
  static final Map<String, Integer> PARTS =
      numbers(
          "morning 9, afternoon 15, evening 18, night 20, fruh 9, frueh 9, vormittag 9, nachmittag"
              + " 15, abend 18, nacht 20, matin 9, apres-midi 15, soir 18");

  static final Set<String> NOON = set("noon, midday, mittag, midi");
  static final Set<String> MIDNIGHT = set("midnight, mitternacht, minuit");
  static final Set<String> TONIGHT = set("tonight");
  static final Set<String> CLOCK = set("uhr, h, o'clock, heures");

  static final Map<String, Integer> NUMBERS =
      numbers(
          "one 1, two 2, three 3, four 4, five 5, six 6, seven 7, eight 8, nine 9, ten 10, eleven"
              + " 11, twelve 12, fourteen 14, fifteen 15, twenty 20, thirty 30, sixty 60, ninety"
              + " 90, zwei 2, drei 3, vier 4, funf 5, fuenf 5, sechs 6, sieben 7, acht 8, neun 9,"
              + " zehn 10, elf 11, zwolf 12, vierzehn 14, funfzehn 15, zwanzig 20, dreissig 30,"
              + " deux 2, trois 3, quatre 4, cinq 5, sept 7, huit 8, neuf 9, dix 10, onze 11, douze"
              + " 12, quinze 15, vingt 20, trente 30");
  static final Set<String> ARTICLES = set("a, an, ein, eine, einen, einer, einem, un, une");
  static final Set<String> HALF =
      set("half an, half a, eine halbe, einer halben, une demi, einen halben, ein halbes");
  static final Set<String> ONE_AND_A_HALF =
      set("anderthalb, eineinhalb, one and a half, un et demi, une et demie");
  static final Set<String> COUPLE = set("a couple of, a couple");
  static final Set<String> AND_A_HALF = set("and a half, et demie, et demi");
  static final Set<String> AND = set("and, und, et");
  static final Set<String> FORTNIGHT = set("a fortnight, fortnight");
  static final Set<String> HALF_HOUR = set("une demi-heure, demi-heure");
  static final Set<String> QUARTER_HOUR =
      set("a quarter of an hour, quarter of an hour, eine viertelstunde, un quart d'heure");
  static final Set<String> WHOLE_DAY =
      set("all day, the whole day, den ganzen tag, toute la journee");

  static final Map<String, ChronoUnit> UNITS =
      Map.ofEntries(
              unit("seconds, sekunden, secondes", ChronoUnit.SECONDS),
              unit("minute, minutes, min, mins, minuten", ChronoUnit.MINUTES),
              unit("hour, hours, hr, hrs, stunde, stunden, std, heure, heures", ChronoUnit.HOURS),
              unit("day, days, tag, tage, tagen, jour, jours", ChronoUnit.DAYS),
              unit("week, weeks, woche, wochen, semaine, semaines", ChronoUnit.WEEKS),
              unit("month, months, monat, monate, monaten, mois", ChronoUnit.MONTHS),
              unit("year, years, jahr, jahre, jahren, an, ans, annee, annees", ChronoUnit.YEARS))
          .entrySet()
          .stream()
          .flatMap(it -> it.getKey().stream().map(word -> Map.entry(word, it.getValue())))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private static final Map<String, DayOfWeek> WEEKDAYS =
      days(
          "monday tuesday wednesday thursday friday saturday sunday",
          "montag dienstag mittwoch donnerstag freitag samstag sonntag",
          "lundi mardi mercredi jeudi vendredi samedi dimanche");
  private static final Map<String, DayOfWeek> SHORT_WEEKDAYS =
      days("mon tue wed thu fri sat sun", "mon tues wed thurs fri sat sun");
  private static final Map<String, Month> MONTHS =
      months(
          "january february march april may june july august september october november december",
          "januar februar marz april mai juni juli august september oktober november dezember",
          "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
          "jan feb mar apr may jun jul aug sep oct nov dec");

  /** Months whose names are nothing else. */
  private static final Set<String> CLEAR_MONTHS =
      set(
          "january, february, september, october, november, december, januar, februar, oktober,"
              + " dezember, janvier, fevrier, avril, juillet, septembre, octobre, novembre,"
              + " decembre");

  private Lexicon() {}

  static Optional<DayOfWeek> weekday(String word) {
    return Optional.ofNullable(WEEKDAYS.get(word));
  }

  /** By two or three letters, which may be another word. */
  static Optional<DayOfWeek> shortWeekday(String word) {
    return Optional.ofNullable(SHORT_WEEKDAYS.get(word));
  }

  static Optional<Month> month(String word) {
    return Optional.ofNullable(MONTHS.get(word));
  }

  static boolean isClear(String month) {
    return CLEAR_MONTHS.contains(month);
  }

  private static Set<String> set(String phrases) {
    return Set.of(phrases.split(", "));
  }

  private static Map<String, Integer> numbers(String pairs) {
    return Stream.of(pairs.split(", "))
        .map(pair -> pair.split(" "))
        .collect(Collectors.toUnmodifiableMap(it -> it[0], it -> Integer.valueOf(it[1])));
  }

  private static Map.Entry<Set<String>, ChronoUnit> unit(String words, ChronoUnit unit) {
    return Map.entry(set(words), unit);
  }

  private static Map<String, DayOfWeek> days(String... languages) {
    Map<String, DayOfWeek> all = new HashMap<>();
    for (String language : languages) {
      List<String> names = List.of(language.split(" "));
      names.forEach(name -> all.put(name, DayOfWeek.of(names.indexOf(name) + 1)));
    }
    return Map.copyOf(all);
  }

  private static Map<String, Month> months(String... languages) {
    Map<String, Month> all = new HashMap<>();
    for (String language : languages) {
      List<String> names = List.of(language.split(" "));
      names.forEach(name -> all.put(name, Month.of(names.indexOf(name) + 1)));
    }
    return Map.copyOf(all);
  }
}
