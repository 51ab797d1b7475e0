package dev.deskhand.desks.builtin;

import dev.deskhand.permissions.Account;
import io.javalin.http.Context;
import java.util.Optional;

/** Who is logged in on a request, by the session that the web connector keeps. */
@FunctionalInterface
public interface Login {

  /** The account; empty when nobody is logged in. Its platform is {@code web}. */
  Optional<Account> of(Context context);
}
