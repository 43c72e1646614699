package io.syncline.console.proof;

/** How a mailbox stands, worst last. */
public enum Verdict {
    /** It does not take part, so nothing is promised of it. */
    OUT("does not take part"),
    /** Both sides are the same, and a full listing has shown so lately. */
    IN_SYNC("in sync"),
    /** Something is on its way, or it was not compared in full for too long; that mends itself. */
    CATCHING_UP("catching up"),
    /** Something of it waits for a person. */
    WAITS("waits for a person");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
