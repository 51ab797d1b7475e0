/** A small HTTP server on loopback whose answers can be made to fail, hang or vanish. */
@NullMarked
package dev.deskhand.sandbox.http;

import org.jspecify.annotations.NullMarked;
