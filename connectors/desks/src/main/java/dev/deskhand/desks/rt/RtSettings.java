package dev.deskhand.desks.rt;

import dev.deskhand.desks.Secret;
import dev.deskhand.permissions.Account;
import java.net.URI;
import java.util.Optional;

/**
 * How to reach a Request Tracker.
 *
 * @param baseUrl its {@code WebBaseURL} and {@code WebPath}, such as {@code https://rt.example.com}
 * @param own the account that Deskhand itself uses there: {@code rt}, a name for this RT, and its
 *     user's id
 * @param token that user's authentication token
 * @param queue in which tickets are opened; without it none are
 */
public record RtSettings(URI baseUrl, Account own, Secret token, Optional<String> queue) {}
