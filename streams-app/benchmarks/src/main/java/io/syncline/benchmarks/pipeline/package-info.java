/**
 * The throughput harness: the services themselves, in processes of their own, on a real broker, beside
 * a plain last-writer-wins topology that reads the same journal in the same run.
 */
@NullMarked
package io.syncline.benchmarks.pipeline;

import org.jspecify.annotations.NullMarked;
