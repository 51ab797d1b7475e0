/** Request Tracker 5: its webhook in, notes and transitions out. */
@NullMarked
package dev.deskhand.desks.rt;

import org.jspecify.annotations.NullMarked;
