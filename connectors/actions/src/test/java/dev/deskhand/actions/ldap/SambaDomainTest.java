package dev.deskhand.actions.ldap;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class SambaDomainTest extends ActiveDirectoryContract {
  private static final AtomicReference<@Nullable SambaDomain> DOMAIN = new AtomicReference<>();

  @BeforeAll
  static void start(@TempDir Path folder) {
    SambaDomain.require();
    DOMAIN.set(SambaDomain.start(folder));
  }

  @AfterAll
  static void close() {
    SambaDomain domain = DOMAIN.get();
    if (domain != null) {
      domain.close();
    }
  }

  @Override
  ActiveDirectoryRig rig() {
    SambaDomain domain = DOMAIN.get();
    if (domain == null) {
      throw new IllegalStateException("start() comes first");
    }
    return domain;
  }
}
