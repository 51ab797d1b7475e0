@NullMarked
package dev.deskhand.trees.yaml;

import org.jspecify.annotations.NullMarked;
