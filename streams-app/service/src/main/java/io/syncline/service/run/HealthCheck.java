package io.syncline.service.run;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Something on which it depends whether a service works now.
 *
 * @param name in lower case, a tag of a metric; the same in every instance of a service
 * @param needed whether the service cannot work without it; if not, it works in part
 * @param problem what is wrong, for people; answers at once, on any thread
 */
public record HealthCheck(String name, boolean needed, Supplier<Optional<String>> problem) {}
