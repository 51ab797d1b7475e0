/** Request Tracker's JSON, and that of the scrip which tells of transactions. */
@NullMarked
package dev.deskhand.desks.rt.wire;

import org.jspecify.annotations.NullMarked;
