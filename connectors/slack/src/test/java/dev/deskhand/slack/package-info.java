@NullMarked
package dev.deskhand.slack;

import org.jspecify.annotations.NullMarked;
