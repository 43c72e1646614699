package io.syncline.console.web.view;

/**
 * The verification of one way to a tenant's mailboxes.
 *
 * @param tenant the tenant's id
 * @param name what people call it
 */
public record VerificationPage(String tenant, String name, Progress progress) {}
