/** What people choose from: runbooks and trees as somebody publishes them to an audience. */
@NullMarked
package dev.deskhand.bot.offer;

import org.jspecify.annotations.NullMarked;
