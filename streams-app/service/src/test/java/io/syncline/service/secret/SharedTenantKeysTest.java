package io.syncline.service.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.service.secret.Opened.Plaintext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads and processes that use the same key folder at the same time. */
class SharedTenantKeysTest {

    private static final byte[] PLAINTEXT = "hunter2".getBytes(UTF_8);
    private static final int READERS = 4;
    private static final int ROTATIONS = 10;

    @TempDir
    private Path folder;

    private LocalMasterKey master;
    private Path files;
    private TenantKeys keys;

    @BeforeEach
    void open() {
        master = LocalMasterKey.newKey(folder.resolve("master"));
        files = folder.resolve("keys");
        keys = TenantKeys.of(master, files);
        keys.create("acme");
    }

    @Test
    void letsReadersReadWhileTheKeyRotates() throws Exception {
        Vault vault = Vault.of(master, files);
        byte[] sealed = vault.seal("acme", "graph", PLAINTEXT);
        try (ExecutorService threads = Executors.newFixedThreadPool(READERS + 1)) {
            Future<?> rotating = threads.submit(this::rotate);
            List<Future<Integer>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(threads.submit(() -> {
                    int rounds = 0;
                    do {
                        byte[] since = vault.seal("acme", "graph", PLAINTEXT);
                        assertThat(vault.open("acme", "graph", since))
                                .isInstanceOf(Plaintext.class);
                        assertThat(vault.open("acme", "graph", sealed))
                                .isInstanceOf(Plaintext.class);
                        rounds++;
                    } while (!rotating.isDone());
                    return rounds;
                }));
            }
            rotating.get();
            assertThat(results(readers)).allSatisfy(rounds -> assertThat(rounds).isPositive());
        }
        assertThat(count()).isEqualTo(ROTATIONS + 1);
    }

    @Test
    void showsReadersAWholeKeyOrNoneWhileItIsDestroyed() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(READERS + 1)) {
            Future<?> writing = threads.submit(() -> {
                for (int i = 0; i < 100; i++) {
                    keys.destroy("acme");
                    keys.create("acme");
                }
            });
            List<Future<Integer>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                TenantKeys own = TenantKeys.of(master, files);
                readers.add(threads.submit(() -> {
                    int absent = 0;
                    while (!writing.isDone()) {
                        absent += own.aead("acme").isEmpty() ? 1 : 0;
                    }
                    return absent;
                }));
            }
            writing.get();
            assertThat(results(readers)).hasSize(READERS);
        }
    }

    @Test
    void neverBringsBackADestroyedKeyByARotation() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 50; i++) {
                keys.create("acme");
                Callable<Object> rotate = () -> {
                    try {
                        return TenantKeys.of(master, files).rotate("acme");
                    } catch (SecretException e) {
                        return e;
                    }
                };
                Future<Object> rotating = threads.submit(rotate);
                threads.submit(() -> keys.destroy("acme")).get();
                rotating.get();

                assertThat(keys.aead("acme")).isEmpty();
            }
        }
    }

    @Test
    void losesNoRotationOfTwoProcesses() throws Exception {
        Process first = anotherProcess();
        Process second = anotherProcess();

        rotate();

        assertThat(exit(first)).isZero();
        assertThat(exit(second)).isZero();
        assertThat(count()).isEqualTo(1 + 3 * ROTATIONS);
    }

    @Test
    void keepsOthersOutWhileAnotherThreadLooksForItsKey() throws Exception {
        KeyFolder shared = new KeyFolder(files);
        Process other = shared.alone(() -> {
            try {
                Process waiting = anotherProcess();
                // Opens and closes the lock file, unless it takes care not to.
                new KeyFolder(files).make();
                assertThat(waiting.waitFor(3, TimeUnit.SECONDS)).isFalse();
                return waiting;
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });

        assertThat(exit(other)).isZero();
        assertThat(count()).isEqualTo(1 + ROTATIONS);
    }

    /** The process beside the test: arguments are the master key's file and the key folder. */
    static final class Rotate {
        public static void main(String[] arguments) throws IOException {
            Path file = Path.of(arguments[0]);
            TenantKeys keys = TenantKeys.of(
                    LocalMasterKey.of(file.toString(), Files.readString(file)),
                    Path.of(arguments[1]));
            for (int i = 0; i < ROTATIONS; i++) {
                keys.rotate("acme");
            }
        }
    }

    private Process anotherProcess() throws IOException {
        return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), Rotate.class.getName(),
                folder.resolve("master").toString(), files.toString()).inheritIO().start();
    }

    private static int exit(Process process) throws InterruptedException {
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        return ended ? process.exitValue() : -1;
    }

    private void rotate() {
        for (int i = 0; i < ROTATIONS; i++) {
            keys.rotate("acme");
        }
    }

    private int count() throws IOException {
        byte[] json = Files.readAllBytes(files.resolve("acme.key"));
        return KeyFile.parse("acme", json).unwrap("acme", master).size();
    }

    private static <T> List<T> results(List<Future<T>> futures)
            throws ExecutionException, InterruptedException {
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(future.get());
        }
        return results;
    }
}
