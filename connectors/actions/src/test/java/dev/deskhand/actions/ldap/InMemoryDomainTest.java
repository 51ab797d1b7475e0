package dev.deskhand.actions.ldap;

import org.junit.jupiter.api.AfterEach;

final class InMemoryDomainTest extends ActiveDirectoryContract {
  private final InMemoryDomain domain = new InMemoryDomain();

  @AfterEach
  void close() {
    domain.close();
  }

  @Override
  ActiveDirectoryRig rig() {
    return domain;
  }
}
