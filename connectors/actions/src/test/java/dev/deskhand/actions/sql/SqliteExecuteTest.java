package dev.deskhand.actions.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.Calls;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteExecuteTest extends SqlExecuteContract {
  private @Nullable SqlRig rig;

  @BeforeEach
  void start(@TempDir Path folder) {
    rig = SqlRig.sqlite(folder);
  }

  @Override
  SqlRig rig() {
    if (rig == null) {
      throw new IllegalStateException("start() comes first");
    }
    return rig;
  }

  @Test
  void a_file_that_is_not_there_is_not_made(@TempDir Path folder) throws Exception {
    Path absent = folder.resolve("absent.db");

    Failed failed =
        (Failed) action().perform(Calls.withSetting(workingCall(), "url", "jdbc:sqlite:" + absent));

    assertThat(failed.cause()).isEqualTo(Failed.Cause.PERMANENT);
    assertThat(absent).doesNotExist();
  }
}
