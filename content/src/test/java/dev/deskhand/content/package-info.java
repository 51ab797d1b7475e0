@NullMarked
package dev.deskhand.content;

import org.jspecify.annotations.NullMarked;
