package dev.deskhand.sandbox.slack.message;

/**
 * Metadata that an app attached to a message.
 *
 * @param eventType the app's own name of the kind of event
 * @param eventPayloadJson a JSON object as compact text
 */
public record SlackMetadata(String eventType, String eventPayloadJson) {}
