package io.syncline.service.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A service that keeps what it "wraps" and hands out a name for it; shares no code with Tink. */
final class FakeKms implements MasterKey {

    private final String id;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final AtomicInteger wraps = new AtomicInteger();
    private final AtomicInteger unwraps = new AtomicInteger();
    private volatile int wrapsAllowed = Integer.MAX_VALUE;
    private volatile boolean away;

    FakeKms(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public byte[] wrap(byte[] key, byte[] boundTo) {
        if (away || wraps.incrementAndGet() > wrapsAllowed) {
            throw new SecretException("KMS " + id + " is away");
        }
        String name = UUID.randomUUID().toString();
        kept.put(name, new Kept(key.clone(), boundTo.clone()));
        return name.getBytes(UTF_8);
    }

    @Override
    public byte[] unwrap(byte[] wrapped, byte[] boundTo) {
        unwraps.incrementAndGet();
        if (away) {
            throw new SecretException("KMS " + id + " is away");
        }
        Kept found = kept.get(new String(wrapped, UTF_8));
        if (found == null || !Arrays.equals(found.boundTo, boundTo)) {
            throw new SecretException("KMS " + id + " refuses");
        }
        return found.key.clone();
    }

    void goAway() {
        away = true;
    }

    void comeBack() {
        away = false;
        wrapsAllowed = Integer.MAX_VALUE;
    }

    /** From now on, so many more keys are wrapped before the service goes away. */
    void allowWraps(int more) {
        wrapsAllowed = wraps.get() + more;
    }

    /** What it unwraps from now on is not what it wrapped. */
    void mixUp() {
        kept.replaceAll((name, was) -> new Kept(new byte[was.key.length], was.boundTo));
    }

    int unwraps() {
        return unwraps.get();
    }

    private record Kept(byte[] key, byte[] boundTo) {}
}
