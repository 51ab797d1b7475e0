/** How the log is set up and what a line of it looks like. */
@NullMarked
package dev.deskhand.app.log;

import org.jspecify.annotations.NullMarked;
