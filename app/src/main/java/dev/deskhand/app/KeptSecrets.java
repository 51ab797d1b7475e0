package dev.deskhand.app;

import dev.deskhand.bot.OneTimeSecrets;
import dev.deskhand.runbooks.action.OneTimeSecret;
import dev.deskhand.runbooks.action.Secrets;

/** The secrets of the configuration, and those that steps make up. */
record KeptSecrets(Secrets configured, OneTimeSecrets made) implements Secrets {
  @Override
  public String resolve(String reference) {
    return configured.resolve(reference);
  }

  @Override
  public String keep(OneTimeSecret secret) {
    return made.keep(secret);
  }
}
