package io.syncline.console.web.view;

/**
 * A time.
 *
 * @param iso for machines
 * @param text for people
 */
public record Moment(String iso, String text) {}
