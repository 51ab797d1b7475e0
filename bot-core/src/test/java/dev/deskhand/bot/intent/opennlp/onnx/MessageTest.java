package dev.deskhand.bot.intent.opennlp.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class MessageTest {
  @Test
  void what_is_written_is_read() {
    ByteBuffer written =
        new MessageWriter()
            .text(1, "grün")
            .number(2, -1)
            .message(20, new MessageWriter().number(1, 300).text(1, "inside"))
            .real(3, 0.5f)
            .written();

    Message read = Message.read(written);

    assertThat(read.text(1)).isEqualTo("grün");
    assertThat(read.all(2).getFirst().value()).isEqualTo(-1);
    assertThat(read.all(20).getFirst().message().fields().getFirst().value()).isEqualTo(300);
    assertThat(read.all(3).getFirst().bytes().remaining()).isEqualTo(4);
    assertThat(read.text(99)).isEmpty();
  }

  @Test
  void a_copy_is_what_it_was() {
    ByteBuffer first = new MessageWriter().number(7, 12).text(8, "x").text(9, "").written();
    MessageWriter copy = new MessageWriter();

    Message.read(first).fields().forEach(copy::copy);

    assertThat(copy.written()).isEqualTo(first);
  }

  @Test
  void what_is_no_message_is_refused() {
    assertThatThrownBy(() -> Message.read(ByteBuffer.wrap(new byte[] {7})))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
