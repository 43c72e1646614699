package io.syncline.local.demo;

/**
 * What one step of the story came to.
 *
 * @param name what was done
 * @param where where it was done, and where it had to show
 * @param outcome what was seen
 * @param millis how long it took to show there
 * @param held whether it is as it should be
 */
public record Told(String name, String where, String outcome, long millis, boolean held) {}
