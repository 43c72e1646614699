package io.syncline.benchmarks.pipeline;

/**
 * How fast a run was.
 *
 * @param perSecond facts
 * @param cpuMicros of the process, for each fact
 * @param residentBytesMax the most memory that the process took; 0 where nobody says
 */
record Rate(double perSecond, double cpuMicros, long residentBytesMax) {}
