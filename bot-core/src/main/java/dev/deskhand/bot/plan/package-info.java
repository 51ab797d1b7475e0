/** What a request comes to, decided without effects. */
@NullMarked
package dev.deskhand.bot.plan;

import org.jspecify.annotations.NullMarked;
