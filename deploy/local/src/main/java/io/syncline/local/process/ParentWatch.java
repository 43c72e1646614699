package io.syncline.local.process;

/**
 * Ends this process when the one that started it is gone, even if that one was killed. Uses nothing
 * but the JDK, since it also stands in front of programs that are not ours.
 */
public final class ParentWatch {

    private static final int EXIT_ORPHANED = 3;

    private ParentWatch() {}

    /** Begins to watch; returns at once. */
    @SuppressWarnings("FutureReturnValueIgnored") // Its only effect is to end the process.
    public static void start() {
        ProcessHandle.current()
                .parent()
                .ifPresent(parent -> parent.onExit()
                        .thenRun(() -> Runtime.getRuntime().halt(EXIT_ORPHANED)));
    }
}
