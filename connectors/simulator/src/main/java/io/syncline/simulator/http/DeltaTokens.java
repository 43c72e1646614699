package io.syncline.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.syncline.simulator.mailbox.GraphError;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * The tokens of delta links. A folder keeps only its newest few generations, so re-using an old link
 * fails as it does at the real service (facts/graph.md 1.11, 1.12). Thread-safe.
 */
final class DeltaTokens {

    private static final int GENERATIONS_KEPT = 5;
    private static final int PARTS = 8;
    private static final String SEPARATOR = "|";

    private final Map<String, Integer> generations = new HashMap<>();

    /**
     * Where a chain stands.
     *
     * @param chain mailbox and folder
     * @param after the last change that was told; what came before it is known
     * @param upTo the change up to which the round tells; 0 where a round has not begun
     * @param isFirst whether the round is a first one, which tells everything there is
     * @param pauses whether the next page is an empty one
     * @param select the fields that the first request asked for
     */
    record Position(String chain, long after, long upTo, boolean isFirst, boolean pauses,
            String select) {

        /** The same place, in a round that tells up to a change. */
        Position upTo(long change) {
            return new Position(chain, after, change, isFirst, pauses, select);
        }
    }

    synchronized String issue(Position position) {
        int generation = generations.merge(position.chain(), 1, Integer::sum);
        String text = String.join(SEPARATOR, position.chain(), Long.toString(position.after()),
                Long.toString(position.upTo()), Integer.toString(generation),
                Boolean.toString(position.isFirst()),
                Boolean.toString(position.pauses()), position.select(), "end");
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    synchronized Position read(String token, String chain) {
        String[] parts = parts(token);
        if (parts.length != PARTS || !parts[0].equals(chain)) {
            throw new GraphError(400, "BadRequest", "Badly formed token.");
        }
        int newest = generations.getOrDefault(chain, 0);
        int generation = Integer.parseInt(parts[3]);
        if (generation < newest - GENERATIONS_KEPT) {
            throw new GraphError(410, "SyncStateNotFound",
                    "The sync state generation is not found; generation=" + generation
                            + ";[highest=" + newest + "].");
        }
        // A restart forgets the generations, not the positions.
        generations.merge(chain, generation, Math::max);
        return new Position(chain, Long.parseLong(parts[1]), Long.parseLong(parts[2]),
                Boolean.parseBoolean(parts[4]), Boolean.parseBoolean(parts[5]), parts[6]);
    }

    /** Whether it has the form of a token. */
    boolean isToken(String text) {
        return parts(text).length == PARTS;
    }

    private static String[] parts(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), UTF_8).split("\\|", -1);
        } catch (IllegalArgumentException e) {
            return new String[0];
        }
    }
}
