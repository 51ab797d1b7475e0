/** The one command, and how the house is put together. No behaviour of its own. */
@NullMarked
package dev.deskhand.app;

import org.jspecify.annotations.NullMarked;
