/** Reads the files in which an organisation says who its people are. */
@NullMarked
package dev.deskhand.permissions.yaml;

import org.jspecify.annotations.NullMarked;
