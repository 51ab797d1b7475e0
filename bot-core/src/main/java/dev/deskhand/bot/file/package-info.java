/** Files and pictures that people give and are shown. */
@NullMarked
package dev.deskhand.bot.file;

import org.jspecify.annotations.NullMarked;
