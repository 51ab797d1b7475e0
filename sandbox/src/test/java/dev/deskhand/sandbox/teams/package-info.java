@NullMarked
package dev.deskhand.sandbox.teams;

import org.jspecify.annotations.NullMarked;
