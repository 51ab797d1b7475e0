/** How much one person or tenant may ask for, so that the others get their share. */
@NullMarked
package dev.deskhand.bot.limit;

import org.jspecify.annotations.NullMarked;
