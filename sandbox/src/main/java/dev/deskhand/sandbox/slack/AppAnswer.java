package dev.deskhand.sandbox.slack;

import java.time.Duration;

/** What the app answered to a delivery, and how long it took. */
public record AppAnswer(int status, String body, Duration took) {}
