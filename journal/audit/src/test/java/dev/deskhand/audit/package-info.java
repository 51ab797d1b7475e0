@NullMarked
package dev.deskhand.audit;

import org.jspecify.annotations.NullMarked;
