package io.syncline.simulator.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Finds ports for simulators that live in the process of whoever uses them. */
public final class LoopbackPort {

    /** Below the range from which systems give ports to outgoing connections, which could take one first. */
    private static final int LOWEST = 10_000;
    private static final int HIGHEST = 20_000;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private LoopbackPort() {}

    /** A port that nobody listens on now, and that was never given to anybody in this process. */
    public static int free() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (GIVEN.add(port) && isFree(port)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
