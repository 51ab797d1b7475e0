package dev.deskhand.runbooks.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.deskhand.content.InputType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a question may be answered with is in the plan, whatever narrows it. */
final class InputTypeJsonTest {
  private static final ObjectMapper MAPPER = Binding.mapper();
  private static final InputType CHOICE = new InputType.Choice(List.of("x", "y"));

  static Stream<InputType> types() {
    return Stream.of(
        new InputType.Text(Optional.empty()),
        CHOICE,
        new InputType.Choice(List.of("1", "2"), new InputType.Whole()),
        new InputType.Choice(List.of("web-1"), new InputType.Host()),
        new InputType.ListOf(CHOICE),
        new InputType.ListOf(new InputType.Choice(List.of("4h"), new InputType.Span())),
        new InputType.SecretReference(List.of("env:TOKEN")),
        new InputType.PersonInput());
  }

  @ParameterizedTest
  @MethodSource("types")
  void a_type_is_read_as_it_was_written(InputType type) throws JsonProcessingException {
    assertThat(MAPPER.readValue(MAPPER.writeValueAsString(type), InputType.class)).isEqualTo(type);
  }

  /** Two patterns are never equal, though their texts are. */
  @ParameterizedTest
  @MethodSource("patterns")
  void a_pattern_is_written_as_it_was_read(InputType type) throws JsonProcessingException {
    String written = MAPPER.writeValueAsString(type);

    assertThat(written).contains("[a-z]+");
    assertThat(MAPPER.writeValueAsString(MAPPER.readValue(written, InputType.class)))
        .isEqualTo(written);
  }

  static Stream<InputType> patterns() {
    InputType form = new InputType.Text(Optional.of(Pattern.compile("[a-z]+")));
    return Stream.of(form, new InputType.ListOf(form));
  }
}
