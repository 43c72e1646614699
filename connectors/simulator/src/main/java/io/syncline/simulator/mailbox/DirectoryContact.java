package io.syncline.simulator.mailbox;

/** A mail contact: an address outside of the tenant, of which Exchange knows and Entra shows little. */
public record DirectoryContact(String address) implements DirectoryObject {

    @Override
    public String id() {
        return DirectoryObject.id("contact", address);
    }
}
