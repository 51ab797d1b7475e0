@NullMarked
package dev.deskhand.trees.json;

import org.jspecify.annotations.NullMarked;
