/**
 * Steps on services over HTTP. A target of kind {@code http} has the setting {@code base-url}; it
 * may have {@code token} (a reference, sent as a bearer token to that origin only), {@code allow}
 * (further {@code host:port}s that redirects may lead to, with commas between) and {@code private:
 * allow} for services on private addresses.
 */
@NullMarked
package dev.deskhand.actions.http;

import org.jspecify.annotations.NullMarked;
