/** OpenID Connect, as one client of one issuer. The library that speaks it stays in here. */
@NullMarked
package dev.deskhand.web.oidc;

import org.jspecify.annotations.NullMarked;
