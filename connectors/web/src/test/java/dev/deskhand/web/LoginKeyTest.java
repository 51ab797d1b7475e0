package dev.deskhand.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoginKeyTest {
  @TempDir private Path data;

  @Test
  void a_missing_key_is_made_for_its_owner_alone() throws IOException {
    Path directory = data.resolve("not/there/yet");

    LoginKey made = LoginKey.in(directory);

    Path file = directory.resolve(LoginKey.FILE);
    assertThat(Files.size(file)).isEqualTo(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(LoginKey.in(directory).sign("x")).isEqualTo(made.sign("x"));
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void what_the_key_before_signed_is_accepted_until_it_is_retired() throws IOException {
    LoginKey first = LoginKey.in(data);
    LoginKey.rotate(data);
    LoginKey second = LoginKey.in(data);

    assertThat(second.sign("x")).isNotEqualTo(first.sign("x"));
    assertThat(second.fits("x", first.sign("x"))).isTrue();
    assertThat(second.fits("x", second.sign("x"))).isTrue();
    assertThat(second.fits("y", first.sign("x"))).isFalse();
    assertThat(first.fits("x", second.sign("x"))).isFalse();
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve(LoginKey.FILE))))
        .isEqualTo("rw-------");

    LoginKey.retire(data);
    assertThat(LoginKey.in(data).fits("x", first.sign("x"))).isFalse();
    assertThat(LoginKey.in(data).sign("x")).isEqualTo(second.sign("x"));
  }

  @Test
  void after_two_changes_the_first_key_is_worth_nothing() {
    LoginKey first = LoginKey.in(data);
    LoginKey.rotate(data);
    LoginKey.rotate(data);

    assertThat(LoginKey.in(data).fits("x", first.sign("x"))).isFalse();
  }

  @Test
  void processes_that_start_at_once_get_the_same_key() throws Exception {
    Callable<LoginKey> start = () -> LoginKey.in(data);

    try (ExecutorService processes = Executors.newFixedThreadPool(8)) {
      List<Future<LoginKey>> keys = processes.invokeAll(List.of(start, start, start, start, start));

      byte[] first = keys.getFirst().get().sign("x");
      for (Future<LoginKey> key : keys) {
        assertThat(key.get().sign("x")).isEqualTo(first);
      }
    }
  }

  @Test
  void a_key_that_others_can_read_is_refused() throws IOException {
    LoginKey.in(data);
    Path file = data.resolve(LoginKey.FILE);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(() -> LoginKey.in(data))
        .isInstanceOf(WebException.class)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void a_damaged_key_is_refused() throws IOException {
    LoginKey.in(data);
    Files.write(data.resolve(LoginKey.FILE), new byte[7]);

    assertThatThrownBy(() -> LoginKey.in(data))
        .isInstanceOf(WebException.class)
        .hasMessageContaining("expected 32 bytes or twice as many, found 7");
  }
}
