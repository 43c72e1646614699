package io.syncline.simulator.mailbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.UUID;

/** What a directory holds, and a group or a role can have as a member. */
public sealed interface DirectoryObject
        permits DirectoryUser, DirectoryGroup, DirectoryContact, DirectoryRole {

    /** A GUID that follows from what the object is called, so that no file needs to keep it. */
    String id();

    /** The GUID of an object of a kind. */
    static String id(String kind, String name) {
        return UUID.nameUUIDFromBytes((kind + ":" + name.toLowerCase(Locale.ROOT))
                .getBytes(UTF_8)).toString();
    }
}
