@NullMarked
package dev.deskhand.actions.http;

import org.jspecify.annotations.NullMarked;
