/** What lies behind a door in its tests, and what reads what is printed for it. */
@NullMarked
package dev.deskhand.bot.practice;

import org.jspecify.annotations.NullMarked;
