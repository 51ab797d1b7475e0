package dev.deskhand.app;

import dev.deskhand.app.config.Settings;
import dev.deskhand.bot.Precedence;
import dev.deskhand.bot.Receiver;
import dev.deskhand.bot.json.InboundJson;
import dev.deskhand.bot.work.Replica;
import dev.deskhand.journal.PersonalVault;
import dev.deskhand.permissions.IdentityDirectory;
import dev.deskhand.runbooks.action.Actions;
import dev.deskhand.storage.Stores;

/** How the house is put together: doors, the ground, the first edition, and who works. */
final class Assembly {
  private final Ground.Site site;
  private final Language language;
  private final Editions editions = new Editions();
  private final Precedence precedence = Precedence.here();

  Assembly(Ground.Site site, Language language) {
    this.site = site;
    this.language = language;
  }

  /** What steps can do, and whom they reach. */
  record Means(Actions actions, Contacts contacts) {}

  /**
   * Opens the doors over an open database. What comes in waits in the inbox until there is somebody
   * to work it.
   */
  Front front(Stores stores, IdentityDirectory people, Aside aside) {
    PersonalVault vault = new PersonalVault(stores.personalKeys());
    Receiver reception = new Receiver(stores.inbox(), new InboundJson(vault), precedence);
    Doors doors =
        new Doors(
            site.settings(),
            site.secrets(),
            site.clock(),
            people,
            new Doors.Ground(stores.journal(), vault, reception, editions));
    return Front.open(
        new Front.Behind(stores, vault, doors, editions, aside), site.settings().listen());
  }

  /**
   * Begins to work behind open doors; sentences wait until the language models are there.
   *
   * @param files reads and checks the catalogue's
   * @throws dev.deskhand.content.ContentException if anything is wrong with people or catalogue
   */
  Deskhand open(Front front, IdentityDirectory people, Means means, CatalogueKeeper.Files files) {
    Ground ground = new Ground(site, people, front, means);
    CatalogueKeeper keeper = new CatalogueKeeper(ground, editions, language, files);
    CatalogueWatch watch = new CatalogueWatch(site.settings().catalogue(), keeper::reloadByItself);
    keeper.open();
    Replica replica = ground.replica(editions, precedence);
    replica.start();
    front.doors().announceAgain();
    if (site.settings().offered().watch() == Settings.Watch.FOLDERS) {
      watch.start();
    }
    AuditKeeping keeping =
        AuditKeeping.start(site.settings(), site.secrets(), front.stores(), site.clock());
    return new Deskhand(
        new Deskhand.Parts(front, editions, replica, watch, keeping, site.settings().baseUrl()));
  }
}
