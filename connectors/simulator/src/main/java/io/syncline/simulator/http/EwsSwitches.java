package io.syncline.simulator.http;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * For whom EWS is switched off: EWSEnabled of the tenant and of each mailbox, both of which must be on
 * (facts/ews.md 1.1). Thread-safe; forgotten at a restart.
 */
final class EwsSwitches {

    private static final String TENANT = "";

    private final Set<String> off = ConcurrentHashMap.newKeySet();

    /** @param mailbox whose switch it is; empty: the tenant's */
    void set(String mailbox, boolean isOn) {
        if (isOn) {
            off.remove(mailbox.toLowerCase(Locale.ROOT));
        } else {
            off.add(mailbox.toLowerCase(Locale.ROOT));
        }
    }

    boolean isOff(String mailbox) {
        return off.contains(TENANT) || off.contains(mailbox.toLowerCase(Locale.ROOT));
    }
}
