package io.syncline.console.tenant;

/**
 * What is wrong with one field of a submission.
 *
 * @param field its name in forms, JSON and, with two dashes before it, on the command line
 * @param message what is wrong and what is wanted instead; never the value of a secret
 */
public record FieldProblem(String field, String message) {}
