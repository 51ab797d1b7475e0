/** What the chat page sends and stores, as JSON. */
@NullMarked
package dev.deskhand.web.json;

import org.jspecify.annotations.NullMarked;
