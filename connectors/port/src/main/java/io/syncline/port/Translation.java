package io.syncline.port;

/**
 * From whose ids to whose: one object has another id behind each provider.
 *
 * @param from the provider that gave the ids
 * @param to the provider under which they are wanted
 */
public record Translation(String from, String to) {}
