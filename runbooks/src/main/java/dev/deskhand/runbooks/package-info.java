/** Runbooks: what a support team wrote down to be done, and the engine that does it. */
@NullMarked
package dev.deskhand.runbooks;

import org.jspecify.annotations.NullMarked;
