package io.syncline.local.stack;

import io.syncline.local.process.Disk;
import io.syncline.local.process.JavaChild;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps child processes running: one that ends is started again, at growing intervals. */
public final class Supervisor implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(100);
    private static final Duration WAIT = Duration.ofMillis(200);
    private static final Duration WAIT_MAX = Duration.ofSeconds(10);
    private static final int DISK_FULL_MB = 16;
    private static final Duration STABLE = Duration.ofSeconds(30);

    private final Map<String, Watched> children = new LinkedHashMap<>();
    private final Thread thread = Thread.ofPlatform()
            .name("supervisor")
            .daemon()
            .unstarted(this::run);
    private volatile boolean ended;

    /** @param restartNanos when a child that ended is started again; 0 while it runs */
    private record Watched(JavaChild child, Duration nextWait, long startedNanos,
            long restartNanos, int restarts) {

        static Watched started(JavaChild child, Duration nextWait, int restarts) {
            return new Watched(child, nextWait, System.nanoTime(), 0, restarts);
        }
    }

    /** Starts a child and keeps it running from now on. */
    public void keep(JavaChild.Launch launch) {
        synchronized (children) {
            children.put(launch.name(),
                    Watched.started(JavaChild.start(launch), WAIT, 0));
        }
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
    }

    /** The child of that name as it runs now. */
    public Optional<JavaChild> child(String name) {
        synchronized (children) {
            return Optional.ofNullable(children.get(name)).map(Watched::child);
        }
    }

    /** Ends a child and does not start it again. */
    public void stop(String name) {
        Watched watched;
        synchronized (children) {
            watched = children.remove(name);
        }
        if (watched != null) {
            watched.child().close();
        }
    }

    /**
     * Ends a child as kill -9 does, and does not start it again.
     *
     * @return how it was started
     */
    public JavaChild.Launch kill(String name) {
        Watched watched;
        synchronized (children) {
            watched = children.remove(name);
        }
        if (watched == null) {
            throw new IllegalArgumentException("Nothing of the name " + name + " runs");
        }
        watched.child().kill();
        return watched.child().launch();
    }

    /** From now on a child that ends is not started again: a Ctrl-C reaches the children as well. */
    public void letEnd() {
        ended = true;
    }

    /** How often each child was started again. */
    public Map<String, Integer> restarts() {
        Map<String, Integer> restarts = new LinkedHashMap<>();
        synchronized (children) {
            children.forEach((name, watched) -> restarts.put(name, watched.restarts()));
        }
        return restarts;
    }

    @Override
    public void close() {
        ended = true;
        Collection<Watched> all;
        synchronized (children) {
            all = new ArrayList<>(children.values());
            children.clear();
        }
        // All are told first, so that they end side by side.
        List<Thread> endings = all.stream()
                .map(watched -> Thread.ofVirtual().start(watched.child()::close))
                .toList();
        endings.forEach(Supervisor::join);
    }

    private void run() {
        while (!ended) {
            synchronized (children) {
                children.replaceAll((name, watched) -> watched.child().isAlive()
                        ? watched
                        : again(watched));
            }
            LockSupport.parkNanos(LOOK_INTERVAL.toNanos());
        }
    }

    /** Notes that a child ended, or starts it again once it has waited long enough. */
    private static Watched again(Watched watched) {
        long now = System.nanoTime();
        if (watched.restartNanos() == 0) {
            boolean stable = now - watched.startedNanos() > STABLE.toNanos();
            Duration wait = stable ? WAIT : watched.nextWait();
            LOGGER.atWarn()
                    .addKeyValue("process", watched.child().name())
                    .addKeyValue("waitMs", wait.toMillis())
                    .log("A process ended, starting it again");
            Disk.problem(watched.child().launch().logs(), DISK_FULL_MB)
                    .ifPresent(LOGGER::error);
            Duration doubled = wait.multipliedBy(2);
            return new Watched(watched.child(),
                    doubled.compareTo(WAIT_MAX) < 0 ? doubled : WAIT_MAX, watched.startedNanos(),
                    now + wait.toNanos(), watched.restarts());
        }
        if (now < watched.restartNanos()) {
            return watched;
        }
        try {
            return Watched.started(JavaChild.start(watched.child().launch()),
                    watched.nextWait(), watched.restarts() + 1);
        } catch (UncheckedIOException e) {
            LOGGER.atError()
                    .addKeyValue("process", watched.child().name())
                    .setCause(e)
                    .log("A process cannot be started");
            return new Watched(watched.child(), WAIT_MAX, watched.startedNanos(),
                    now + WAIT_MAX.toNanos(), watched.restarts());
        }
    }

    private static void join(Thread ending) {
        try {
            ending.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
