/** The bot: the only place where conversation, permission and the engines meet. */
@NullMarked
package dev.deskhand.bot;

import org.jspecify.annotations.NullMarked;
