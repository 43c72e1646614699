package io.syncline.console.web.view;

/**
 * Asks whether a tenant is really to be deleted.
 *
 * @param problem what is wrong with what was typed; empty: nothing
 */
public record DeletePage(String id, String name, int mailboxes, String problem) {}
