@NullMarked
package dev.deskhand.trees;

import org.jspecify.annotations.NullMarked;
