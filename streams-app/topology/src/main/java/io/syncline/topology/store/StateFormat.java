package io.syncline.topology.store;

/** Says what to do where a stored state has another format than this build reads. */
final class StateFormat {

    private StateFormat() {}

    /**
     * @param what is stored, such as {@code item}
     * @param found its first byte
     * @throws IllegalStateException unless the two are the same; it ends merge before anything is decided
     */
    static void require(String what, int found, int read) {
        if (found == read) {
            return;
        }
        String begins = "A stored " + what + " state has format " + found
                + ", and this build reads "
                + read + ". ";
        throw new IllegalStateException(begins + (found > read
                ? "A newer build wrote it: run that one. To go back to this one, promote the"
                        + " generation that it folded: deploy/syncline rebuild promote <n>"
                : "A state is not converted, it is folded anew from the journal: run the former build"
                        + " with its setting merge.build as it was, this one beside it with another,"
                        + " and then: deploy/syncline rebuild start --build <the other>")
                + " (deploy/UPGRADE.md). Nothing was lost");
    }
}
