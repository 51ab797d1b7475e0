/** Values that mean one of several people or things, and how they are found by what was said. */
@NullMarked
package dev.deskhand.bot.name;

import org.jspecify.annotations.NullMarked;
