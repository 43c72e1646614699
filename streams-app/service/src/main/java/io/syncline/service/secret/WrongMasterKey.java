package io.syncline.service.secret;

import java.util.Collection;

/** A tenant's key is wrapped by a master key that this process was not given. */
final class WrongMasterKey extends SecretException {

    private static final long serialVersionUID = 1L;

    private final String why;

    private WrongMasterKey(String why) {
        super(why);
        this.why = why;
    }

    static WrongMasterKey of(String tenant, String wrappedBy, Collection<String> given) {
        return new WrongMasterKey("The key of tenant " + tenant + " is wrapped by master key "
                + wrappedBy + ", but this process was given " + String.join(" and ", given));
    }

    /** The message, which is never missing. */
    String why() {
        return why;
    }
}
