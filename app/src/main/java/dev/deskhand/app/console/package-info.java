/** The commands that speak to a running server on the same machine. */
@NullMarked
package dev.deskhand.app.console;

import org.jspecify.annotations.NullMarked;
