/** The short form of the torture, for every build. */
@NullMarked
package dev.deskhand.torture;

import org.jspecify.annotations.NullMarked;
