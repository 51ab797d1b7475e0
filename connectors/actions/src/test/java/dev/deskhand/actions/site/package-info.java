@NullMarked
package dev.deskhand.actions.site;

import org.jspecify.annotations.NullMarked;
