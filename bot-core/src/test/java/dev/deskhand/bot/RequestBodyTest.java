package dev.deskhand.bot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class RequestBodyTest {
  private static final long UNSAID = -1;

  private static InputStream zeros(int many) {
    return new ByteArrayInputStream(new byte[many]);
  }

  @Test
  void what_fits_is_read_to_its_end_announced_or_not() throws IOException {
    for (long announced : new long[] {RequestBody.MOST, UNSAID}) {
      assertArrayEquals(
          new byte[RequestBody.MOST],
          RequestBody.read(zeros(RequestBody.MOST), announced).orElseThrow());
    }
  }

  @Test
  void what_is_too_long_is_not_taken_announced_or_not() throws IOException {
    for (long announced : new long[] {RequestBody.MOST + 1, UNSAID}) {
      assertTrue(RequestBody.read(zeros(RequestBody.MOST + 1), announced).isEmpty());
    }
  }

  @Test
  void what_was_announced_as_too_long_has_come_before_it_is_refused() throws IOException {
    InputStream in = zeros(3 << 20);

    assertTrue(RequestBody.read(in, 3 << 20).isEmpty());
    assertEquals(0, in.available());
  }

  @Test
  void nobody_is_listened_to_for_ever() throws IOException {
    InputStream in = zeros(20 << 20);

    assertTrue(RequestBody.read(in, 1L << 40).isEmpty());
    assertEquals(12 << 20, in.available());
  }

  @Test
  void whoever_sends_less_than_announced_is_not_waited_for() throws IOException {
    assertTrue(RequestBody.read(zeros(10), RequestBody.MOST + 1).isEmpty());
  }
}
