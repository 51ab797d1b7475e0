package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.RichTextBlock;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import com.slack.api.model.block.element.RichTextElement;
import com.slack.api.model.block.element.RichTextPreformattedElement;
import com.slack.api.model.block.element.RichTextSectionElement;
import com.slack.api.util.json.GsonFactory;
import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.ButtonAction;
import dev.deskhand.bot.message.Exhibit;
import dev.deskhand.bot.message.Message;
import dev.deskhand.bot.message.Message.Button;
import dev.deskhand.bot.message.Message.Fact;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlockKitTest {
  private static final ButtonAction ACTION = ButtonAction.of("answer", "w-1", "yes");

  @Test
  void text_facts_and_buttons_become_rich_text_and_actions() {
    Message message =
        new Message(
            "Is **ada** locked?",
            List.of(new Fact("Host", "vpn <1>"), new Fact("State", "up")),
            List.of(
                Button.plain("Maybe", ACTION),
                new Button("Yes", Button.Style.PRIMARY, ACTION),
                new Button("No", Button.Style.DANGER, ACTION)));

    List<BlockKit.Part> parts = BlockKit.render(message);

    assertThat(parts).hasSize(1);
    assertThat(json(parts.getFirst()))
        .contains("\"text\":\"ada\",\"style\":{\"bold\":true")
        .contains("\"text\":\"Host\",\"style\":{\"bold\":true", "\"text\":\": vpn <1>\\n\"")
        .contains("\"value\":\"answer:w-1:yes\"")
        .containsOnlyOnce("\"style\":\"primary\"")
        .containsOnlyOnce("\"style\":\"danger\"");
    assertThat(parts.getFirst().text()).startsWith("Is ada locked?");
  }

  @Test
  void a_long_text_goes_on_in_further_sections_and_messages_without_a_loss() {
    String text =
        IntStream.range(0, 2_000)
            .mapToObj(i -> "line " + i + " <&>")
            .collect(Collectors.joining("\n"));

    List<BlockKit.Part> parts = BlockKit.render(Message.text(text));

    assertThat(parts).hasSizeGreaterThan(2).allSatisfy(BlockKitTest::fitsSlack);
    String said =
        parts.stream()
            .flatMap(part -> part.blocks().stream())
            .map(block -> String.join("", texts(block)))
            .collect(Collectors.joining("\n"));
    assertThat(said).isEqualTo(text);
  }

  @Test
  void the_buttons_of_a_long_message_stand_in_its_first_part() {
    Message message =
        new Message("word ".repeat(8_000), List.of(), List.of(Button.plain("Yes", ACTION)));

    List<BlockKit.Part> parts = BlockKit.render(message);

    assertThat(parts).hasSizeGreaterThan(1).allSatisfy(BlockKitTest::fitsSlack);
    assertThat(parts.getFirst().blocks().getLast()).isInstanceOf(ActionsBlock.class);
    assertThat(buttons(parts.subList(1, parts.size()))).isEmpty();
  }

  @Test
  void twenty_five_buttons_at_their_largest_all_arrive_with_ids_of_their_own() {
    ButtonAction largest = ButtonAction.of("answer", "x".repeat(240));
    List<Button> buttons =
        IntStream.range(0, 25).mapToObj(i -> Button.plain("\"".repeat(75), largest)).toList();

    List<BlockKit.Part> parts = BlockKit.render(new Message("pick", List.of(), buttons));

    assertThat(parts).allSatisfy(BlockKitTest::fitsSlack);
    Set<String> ids = new HashSet<>();
    buttons(parts).forEach(button -> ids.add(button.getActionId()));
    assertThat(ids).hasSize(25);
  }

  private static List<Button> choices(int count, String label) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                Button.plain(
                    label + i, ButtonAction.of("field", "r-1", "s", "host", Integer.toString(i))))
        .toList();
  }

  @Test
  void many_choices_of_one_question_stand_in_a_menu_and_other_buttons_beside_it() {
    List<Button> all = new java.util.ArrayList<>(choices(100, "host-"));
    all.add(Button.plain("Talk to a person", ButtonAction.of("turn", "w-1", "person")));

    List<BlockKit.Part> parts = BlockKit.render(new Message("Which?", List.of(), all));

    assertThat(parts).allSatisfy(BlockKitTest::fitsSlack);
    String json = parts.stream().map(BlockKitTest::json).collect(Collectors.joining());
    assertThat(json)
        .contains("\"action_id\":\"deskhand-menu-1:field:r-1:s:host\"", "\"value\":\"99\"")
        .contains("\"text\":\"host-42\"");
    assertThat(buttons(parts))
        .extracting(button -> button.getText().getText())
        .containsExactly("Talk to a person");
  }

  @Test
  void whatever_their_number_all_choices_can_be_chosen_and_a_form_takes_their_place() {
    List<Button> many = new java.util.ArrayList<>(choices(450, "host-of-the-company-"));

    List<BlockKit.Part> parts = BlockKit.render(new Message("Which?", List.of(), many));
    many.add(Button.plain("Choose from a list", ButtonAction.of("form", "r-1", "s")));
    List<BlockKit.Part> short1 = BlockKit.render(new Message("Which?", List.of(), many));

    assertThat(parts).allSatisfy(BlockKitTest::fitsSlack);
    String json = parts.stream().map(BlockKitTest::json).collect(Collectors.joining());
    IntStream.range(0, 450).forEach(i -> assertThat(json).contains("\"value\":\"" + i + "\""));
    assertThat(short1).hasSize(1);
    assertThat(buttons(short1))
        .extracting(button -> button.getText().getText())
        .containsExactly("Choose from a list");
  }

  @Test
  void a_label_that_is_too_long_stands_in_the_message_as_a_whole_behind_its_number() {
    String wordy = "<b>" + "very ".repeat(30) + "*long*";
    List<Button> few =
        List.of(
            Button.plain("Short", ACTION),
            Button.plain(wordy, ButtonAction.of("answer", "w-1", "long")));

    for (List<Button> buttons : List.of(few, choices(20, wordy))) {
      List<BlockKit.Part> parts = BlockKit.render(new Message("Which?", List.of(), buttons));

      assertThat(parts).allSatisfy(BlockKitTest::fitsSlack);
      String json = parts.stream().map(BlockKitTest::json).collect(Collectors.joining());
      assertThat(json)
          .contains("\"text\":\"2. <b>" + "very ".repeat(30) + "*long*")
          .contains("\"text\":\"2. <b>very very");
    }
  }

  @Test
  void many_and_long_facts_keep_their_order_and_their_whole_text() {
    String evidence = "\"'<&>\\ ".repeat(2_000);
    List<Fact> facts =
        IntStream.range(0, 30)
            .mapToObj(i -> new Fact("fact " + i, i == 15 ? evidence : "value " + i))
            .toList();

    List<BlockKit.Part> parts = BlockKit.render(new Message("t", facts, List.of()));

    assertThat(parts).allSatisfy(BlockKitTest::fitsSlack);
    String all = parts.stream().map(BlockKitTest::json).collect(Collectors.joining());
    assertThat(all.indexOf("fact 14")).isLessThan(all.indexOf("fact 15"));
    assertThat(all.indexOf("fact 15")).isLessThan(all.indexOf("fact 16"));
    assertThat(all.split("<&>", -1)).hasSize(2_001);
  }

  @Test
  void code_and_tables_are_preformatted_and_nothing_in_them_is_markup() {
    Message message =
        Message.text("It failed.")
            .showing(
                new Exhibit.Code("Why *I* ask", "exit 1:\n  <!channel> `x` & *b*\u0007\u202E"),
                new Exhibit.Table("", List.of("Step", "Stands"), List.of(List.of("<a>", "done"))));

    BlockKit.Part part = BlockKit.render(message).getFirst();

    assertThat(preformatted(List.of(part)))
        .containsExactly(
            "exit 1:\n  <!channel> `x` & *b*\uFFFD\uFFFD",
            "Step  Stands\n----  ------\n<a>   done");
    assertThat(part.text())
        .contains("Why *I* ask", "&lt;!channel&gt; `x` &amp;", "Step  Stands")
        .doesNotContain("<!channel>");
  }

  @Test
  void long_code_and_tables_go_on_in_further_blocks_and_messages_without_a_loss() {
    String log = "'\"<&>\\ line of a log \uD83D\uDD25 ".repeat(5_000);
    List<List<String>> rows =
        IntStream.range(0, 1_000).mapToObj(i -> List.of("step " + i, "<" + i + ">")).toList();
    Message message =
        Message.text("t")
            .showing(
                new Exhibit.Code("", log),
                new Exhibit.Table("", List.of("Step", "Stands"), rows),
                new Exhibit.Table("", List.of("One"), List.of(List.of(log))));

    List<BlockKit.Part> parts = BlockKit.render(message);

    assertThat(parts).hasSizeGreaterThan(10).allSatisfy(BlockKitTest::fitsSlack);
    List<String> blocks = preformatted(parts);
    assertThat(blocks).allSatisfy(it -> assertThat(it).isNotBlank().hasSizeLessThan(3_001));
    List<String> tables = blocks.stream().filter(it -> it.startsWith("Step")).toList();
    assertThat(tables.stream().flatMap(String::lines).filter(it -> it.startsWith("step ")))
        .hasSize(1_000);
    assertThat(String.join("", blocks).split("\uD83D\uDD25", -1)).hasSize(10_001);
  }

  @Test
  void what_people_gave_never_stands_where_slack_reads_markup() {
    List<String> marks =
        List.of(
            "_admins_ *ops* ~not~ `a|b` :fire: <!channel> <https://evil.example|bank> &lt;"
                + " https://x",
            "> quoted\n* one\n1. two\n```three```\n@here #general",
            "_" + "long ".repeat(900) + "_");
    Attachment file = new Attachment("_a_b_.txt", "text/plain", 1, "0".repeat(64), "/a");
    for (String hostile : marks) {
      Message message =
          new Message(
                  hostile,
                  List.of(
                      new Fact("Group", hostile), new Fact(hostile, "x"), new Fact("", hostile)),
                  List.of(Button.plain(hostile, ACTION)))
              .showing(new Exhibit.Code(hostile, hostile), new Exhibit.File(file));

      List<BlockKit.Part> parts = new java.util.ArrayList<>(BlockKit.render(message));
      parts.add(BlockKit.link(file, URI.create("https://desk.example/files/1")));

      assertThat(parts).allSatisfy(BlockKitTest::fitsSlack);
      assertThat(parts).noneMatch(part -> json(part).contains("mrkdwn"));
      assertThat(said(parts).replaceAll("\\s+", "")).contains(hostile.replaceAll("\\s+", ""));
    }
  }

  @Test
  void a_value_is_shown_character_by_character_as_it_runs() {
    String value = "_x_ *y* ~z~ `q` <b> :smile: **both**";

    BlockKit.Part part =
        BlockKit.render(new Message("", List.of(new Fact("note", value)), List.of())).getFirst();

    assertThat(texts(part.blocks().getFirst())).containsExactly("note", ": " + value);
  }

  @Test
  void a_text_that_is_nearly_all_marks_fits_in_more_pieces() {
    String text = "`a` **b** ".repeat(2_000);

    List<BlockKit.Part> parts = BlockKit.render(Message.text(text));

    assertThat(parts).allSatisfy(BlockKitTest::fitsSlack);
    assertThat(said(parts).replaceAll("\\s+", "")).isEqualTo("ab".repeat(2_000));
  }

  private static String said(List<BlockKit.Part> parts) {
    return parts.stream()
        .flatMap(part -> part.blocks().stream())
        .map(block -> String.join("", texts(block)))
        .collect(Collectors.joining("\n"));
  }

  /** The texts of a block of rich text; none of another. */
  private static List<String> texts(LayoutBlock block) {
    return block instanceof RichTextBlock rich
        ? rich.getElements().stream().flatMap(it -> texts(it).stream()).toList()
        : List.of();
  }

  private static List<String> texts(BlockElement element) {
    List<RichTextElement> runs =
        element instanceof RichTextSectionElement section
            ? section.getElements()
            : ((RichTextPreformattedElement) element).getElements();
    return runs.stream()
        .map(
            run ->
                run instanceof RichTextSectionElement.Link link
                    ? link.getText()
                    : ((RichTextSectionElement.Text) run).getText())
        .toList();
  }

  private static List<String> preformatted(List<BlockKit.Part> parts) {
    return parts.stream()
        .flatMap(part -> part.blocks().stream())
        .filter(RichTextBlock.class::isInstance)
        .map(block -> ((RichTextBlock) block).getElements().getFirst())
        .filter(RichTextPreformattedElement.class::isInstance)
        .map(RichTextPreformattedElement.class::cast)
        .map(it -> ((RichTextSectionElement.Text) it.getElements().getFirst()).getText())
        .toList();
  }

  @Test
  void even_an_empty_message_says_something() {
    BlockKit.Part part = BlockKit.render(Message.text("")).getFirst();

    assertThat(part.blocks()).hasSize(1);
    assertThat(part.text()).isNotBlank();
  }

  private static void fitsSlack(BlockKit.Part part) {
    assertThat(part.blocks()).isNotEmpty().hasSizeLessThan(51);
    assertThat(json(part).length()).isLessThan(13_200);
    assertThat(part.text()).isNotBlank().hasSizeLessThan(3_001);
    part.blocks().stream()
        .flatMap(block -> texts(block).stream())
        .forEach(text -> assertThat(text).isNotEmpty().hasSizeLessThan(3_001));
  }

  private static List<ButtonElement> buttons(List<BlockKit.Part> parts) {
    return parts.stream()
        .flatMap(part -> part.blocks().stream())
        .filter(ActionsBlock.class::isInstance)
        .flatMap(block -> ((ActionsBlock) block).getElements().stream())
        .filter(ButtonElement.class::isInstance)
        .map(ButtonElement.class::cast)
        .toList();
  }

  /** As the simulator reads it: without the further escapes that Gson writes. */
  private static String json(BlockKit.Part part) {
    return GsonFactory.createSnakeCase()
        .newBuilder()
        .disableHtmlEscaping()
        .create()
        .toJson(part.blocks());
  }
}
