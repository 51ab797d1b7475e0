@NullMarked
package dev.deskhand.audit.evidence;

import org.jspecify.annotations.NullMarked;
