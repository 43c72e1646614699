package io.syncline.service.secret;

import java.util.List;

/**
 * What came of rotating the master key.
 *
 * @param rewrapped tenants whose keys are under the new master key since now
 * @param already tenants whose keys were so before, or were destroyed meanwhile
 * @param failures one message per tenant whose key is still under another
 */
public record Rotation(int rewrapped, int already, List<String> failures) {

    public Rotation {
        failures = List.copyOf(failures);
    }

    /** Whether nothing needs the former master key; run the rotation again if not. */
    public boolean isComplete() {
        return failures.isEmpty();
    }
}
