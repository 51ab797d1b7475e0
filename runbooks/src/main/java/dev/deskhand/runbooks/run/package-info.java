/** The engine: a run is its events, decided purely, worked with effects at the edge. */
@NullMarked
package dev.deskhand.runbooks.run;

import org.jspecify.annotations.NullMarked;
