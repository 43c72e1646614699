package io.syncline.console.proof;

/** Whether a mailbox takes part, and if it does not, who has said so. */
public enum Participation {
    /** It is read and written to. */
    TAKES_PART("takes part"),
    /** It was added, and nobody has started it. */
    WAITING("waits for its start"),
    /** It was stopped: it is neither read nor written to. */
    STOPPED("stopped"),
    /** Its tenant is suspended. */
    SUSPENDED("its tenant is suspended"),
    /** An operator has decided that nothing is written to it; it is still read. */
    DISABLED("disabled");

    private final String words;

    Participation(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
