package io.syncline.console.history;

import io.syncline.topology.history.Glance;
import io.syncline.topology.history.Restorations;
import io.syncline.topology.history.Shown;
import java.util.Optional;

/** Whether a field needs a change to have a value again. */
final class FieldBacks {

    private FieldBacks() {}

    static Optional<FieldBack> of(Glance glance, String field, Shown then) {
        return Restorations.same(field, glance.value(field), then)
                ? Optional.empty()
                : Optional.of(new FieldBack(field, glance.value(field), then));
    }
}
