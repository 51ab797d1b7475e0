/** What Cedar says of its policies and schema in JSON, as far as it is needed here. */
@NullMarked
package dev.deskhand.permissions.json;

import org.jspecify.annotations.NullMarked;
