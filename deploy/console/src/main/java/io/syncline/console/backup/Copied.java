package io.syncline.console.backup;

import java.time.Instant;

/**
 * What a backup or a restore came to.
 *
 * @param begunAt when the backup was begun
 * @param records of all topics together
 * @param keys how many files of tenants' keys
 */
public record Copied(Instant begunAt, long records, int keys) {}
