package io.syncline.simulation.play;

/** A mailbox of a tenant. */
public record Place(String tenant, String mailbox) {

    @Override
    public String toString() {
        return tenant + "/" + mailbox;
    }
}
