/** The bundle that an auditor gets: a period's changes, accesses, exceptions and gaps. */
@NullMarked
package dev.deskhand.audit.evidence;

import org.jspecify.annotations.NullMarked;
