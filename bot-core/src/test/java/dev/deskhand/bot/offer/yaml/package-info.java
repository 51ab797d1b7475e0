@NullMarked
package dev.deskhand.bot.offer.yaml;

import org.jspecify.annotations.NullMarked;
