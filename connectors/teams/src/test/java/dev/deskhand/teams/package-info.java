@NullMarked
package dev.deskhand.teams;

import org.jspecify.annotations.NullMarked;
