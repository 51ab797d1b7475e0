/** Microsoft's Bot Connector on this machine: login, keys, conversations, and what people do. */
@NullMarked
package dev.deskhand.sandbox.teams;

import org.jspecify.annotations.NullMarked;
