package io.syncline.topology.store;

/**
 * An output that waits until its generation of merge may publish.
 *
 * @param output where it goes, by name
 * @param value as it will stand on the topic
 * @param at its timestamp, in milliseconds
 */
public record Kept(String output, String key, byte[] value, long at) {}
