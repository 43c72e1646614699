package io.syncline.console.web.view;

/**
 * A request that came to nothing.
 *
 * @param status the HTTP status
 * @param message for people: what happened, and what to do
 * @param id under which it stands in the log; empty where it does not
 */
public record Refused(int status, String title, String message, String id) {}
