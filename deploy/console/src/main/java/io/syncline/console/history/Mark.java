package io.syncline.console.history;

import io.syncline.topology.history.Glance;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What is true of a contact now, and of which operators want to know how many and which. */
public enum Mark {
    /** It lives on both sides, or is on its way there. */
    LIVING(glance -> glance.isPublished() && !glance.deleted()),
    /** It was deleted. */
    DELETED(glance -> glance.isPublished() && glance.deleted()),
    /** Something waits to be written until the mailbox is ready. */
    DUE(Glance::due),
    /** A command is under way. */
    OUTSTANDING(glance -> glance.outstanding().isPresent()),
    /** The mailbox refuses a value of it. */
    PARKED(glance -> !glance.parked().isEmpty()),
    /** A value of it is not written before an operator releases it. */
    WITHHELD(glance -> !glance.withheld().isEmpty()),
    /** Its delete is held until an operator decides. */
    HELD(glance -> glance.heldDelete().isPresent()),
    /** It could be one of several people, and waits for an operator to say who. */
    AMBIGUOUS(Glance::ambiguous);

    private final Predicate<Glance> isOn;

    Mark(Predicate<Glance> isOn) {
        this.isOn = isOn;
    }

    /** As addresses and JSON name it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of that name. */
    public static Optional<Mark> of(String text) {
        return Stream.of(values()).filter(mark -> mark.text().equals(text)).findFirst();
    }

    /** Whether it is true of a contact. */
    public boolean isOn(Glance glance) {
        return isOn.test(glance);
    }
}
