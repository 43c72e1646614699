package io.syncline.console.web;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** Somebody who is signed in. Thread-safe. */
final class Session {

    private final String hash;
    private final String name;
    private final Role role;
    private final String csrf = Token.make();
    private final AtomicReference<String> notice = new AtomicReference<>("");
    private final Instant openedAt;
    private volatile Instant usedAt;

    /** @param hash of the id that the cookie holds */
    Session(String hash, String name, Role role, Instant openedAt) {
        this.hash = hash;
        this.name = name;
        this.role = role;
        this.openedAt = openedAt;
        this.usedAt = openedAt;
    }

    String hash() {
        return hash;
    }

    String name() {
        return name;
    }

    Role role() {
        return role;
    }

    /** What every form of this session holds, and no other site knows. */
    String csrf() {
        return csrf;
    }

    Instant openedAt() {
        return openedAt;
    }

    Instant usedAt() {
        return usedAt;
    }

    void use(Instant now) {
        usedAt = now;
    }

    /** Says something on the next page. */
    void tell(String text) {
        notice.set(text);
    }

    /** What is to be said, once. */
    String takeNotice() {
        return notice.getAndSet("");
    }

    @Override
    public String toString() {
        return "Session[hidden]";
    }
}
