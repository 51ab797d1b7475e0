@NullMarked
package dev.deskhand.content.yaml;

import org.jspecify.annotations.NullMarked;
