@NullMarked
package dev.deskhand.bot.plan;

import org.jspecify.annotations.NullMarked;
