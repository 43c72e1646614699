package io.syncline.topology.store;

import io.syncline.core.state.MailboxState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Turns a mailbox's state into bytes and back, always into the same bytes. */
public final class MailboxStateCodec {

    private static final int VERSION = 2;

    private MailboxStateCodec() {}

    public static byte[] encode(MailboxState state) {
        StateOutput out = new StateOutput();
        out.octet(VERSION);
        out.text(state.provider());
        out.flag(state.listed());
        out.flag(state.available());
        out.instant(state.strayGoneAt());
        out.each(state.entriesMax().keySet().stream().sorted().toList(), (to, field) -> {
            to.text(field);
            to.number(state.entriesMax().getOrDefault(field, 0));
        });
        return out.toBytes();
    }

    public static MailboxState decode(byte[] bytes) {
        StateInput in = new StateInput(bytes);
        int version = in.octet();
        if (version != VERSION) {
            throw new IllegalStateException("A stored mailbox state has format " + version
                    + ", this build reads " + VERSION + "; run a newer build");
        }
        String provider = in.text();
        boolean listed = in.flag();
        boolean available = in.flag();
        Instant strayGoneAt = in.instant();
        Map<String, Integer> entriesMax = new HashMap<>();
        in.list(from -> entriesMax.put(from.text(), from.size()));
        return new MailboxState(provider, entriesMax, listed, available, strayGoneAt);
    }
}
