/**
 * What makes the audit believable to somebody outside: its chain checked, its heads signed and
 * shown to witnesses, exports that can be verified offline.
 */
@NullMarked
package dev.deskhand.audit;

import org.jspecify.annotations.NullMarked;
