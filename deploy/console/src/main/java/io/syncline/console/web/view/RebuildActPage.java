package io.syncline.console.web.view;

/**
 * Asks before something is done to a generation.
 *
 * @param number of the generation
 * @param promotes whether it is promoted; else it is abandoned
 * @param problem why it was not done yet; empty: it was not asked for
 */
public record RebuildActPage(int number, boolean promotes, String problem) {}
