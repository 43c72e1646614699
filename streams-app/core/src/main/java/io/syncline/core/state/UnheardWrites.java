package io.syncline.core.state;

import io.syncline.core.item.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes of which nobody heard whether they landed (rule R14).
 *
 * @param delete whether one of them was a delete
 * @param written what they wrote, by field, oldest first
 */
public record UnheardWrites(boolean delete, Map<String, List<Value>> written) {

    public static final UnheardWrites NONE = new UnheardWrites(false, Map.of());

    /** How many values of a field are remembered; a mailbox that hears none of them is rare enough. */
    private static final int VALUES_MAX = 4;

    public UnheardWrites {
        written = Map.copyOf(written);
    }

    public boolean isEmpty() {
        return !delete && written.isEmpty();
    }

    /** These, and a delete. */
    public UnheardWrites withDelete() {
        return new UnheardWrites(true, written);
    }

    /** These, and one that wrote this. */
    public UnheardWrites with(String field, Value value) {
        List<Value> values = new ArrayList<>(written.getOrDefault(field, List.of()));
        values.remove(value);
        values.add(value);
        Map<String, List<Value>> more = new HashMap<>(written);
        more.put(field, List.copyOf(
                values.subList(Math.max(0, values.size() - VALUES_MAX), values.size())));
        return new UnheardWrites(delete, more);
    }

    /** These, but for what is known of a field by now. */
    public UnheardWrites without(String field) {
        Map<String, List<Value>> fewer = new HashMap<>(written);
        fewer.remove(field);
        return new UnheardWrites(delete, fewer);
    }
}
