package io.syncline.port.verify;

/**
 * What a step came to.
 *
 * @param evidence what was seen, in plain words; never a secret, nor anything of a contact
 * @param remedy where to mend it, for whoever can; empty where nothing is to be mended
 */
public record Finding(Outcome outcome, String evidence, String remedy) {

    /** How it went. */
    public enum Outcome {
        PASSED,
        /** It works, and something should be mended all the same. */
        WARNED,
        FAILED,
        /** It was not looked at; the evidence says why. */
        SKIPPED
    }

    public static Finding passed(String evidence) {
        return new Finding(Outcome.PASSED, evidence, "");
    }

    public static Finding warned(String evidence, String remedy) {
        return new Finding(Outcome.WARNED, evidence, remedy);
    }

    public static Finding failed(String evidence, String remedy) {
        return new Finding(Outcome.FAILED, evidence, remedy);
    }

    public static Finding skipped(String evidence) {
        return new Finding(Outcome.SKIPPED, evidence, "");
    }
}
