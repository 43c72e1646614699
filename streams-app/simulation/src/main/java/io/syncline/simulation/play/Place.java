package io.syncline.simulation.play;

import java.util.List;

/** A mailbox of a tenant. */
public record Place(String tenant, String mailbox) {

    /** Where histories take place: at mailboxes of two tenants, two of which share an id. */
    public static final List<Place> ALL = List.of(new Place("acme", "m1"),
            new Place("acme", "m2"), new Place("birch", "m1"));

    @Override
    public String toString() {
        return tenant + "/" + mailbox;
    }
}
