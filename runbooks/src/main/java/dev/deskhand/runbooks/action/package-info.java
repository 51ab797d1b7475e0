/** The port through which steps act on the world. */
@NullMarked
package dev.deskhand.runbooks.action;

import org.jspecify.annotations.NullMarked;
