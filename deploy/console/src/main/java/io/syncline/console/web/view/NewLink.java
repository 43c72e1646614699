package io.syncline.console.web.view;

/**
 * A one-time link, shown once.
 *
 * @param link lets whoever opens it first sign in
 * @param minutes for which it is good
 */
public record NewLink(String link, long minutes) {}
