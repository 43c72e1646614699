package io.syncline.core.item;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A map that never changes, in the order of its names. A copy with another value shares the names and
 * how they are found, so a state with many fields costs little to carry from event to event.
 *
 * @param <V> the values
 */
public final class ByName<V> extends AbstractMap<String, V> {

    private static final ByName<?> EMPTY = new ByName<>(new String[0], new Object[0]);

    private final String[] names;
    /** An open hash table of the names: one more than the index, or 0. Its length is a power of two. */
    private final short[] slots;
    private final Object[] values;

    private ByName(String[] names, Object[] values) {
        this(names, slots(names), values);
    }

    private ByName(String[] names, short[] slots, Object[] values) {
        this.names = names;
        this.slots = slots;
        this.values = values;
    }

    /** The same entries; the very map, where it is such a one already. */
    @SuppressWarnings("unchecked") // It cannot be changed, so it may hold less than it could.
    public static <V> ByName<V> copyOf(Map<String, ? extends V> map) {
        if (map instanceof ByName<?> already) {
            return (ByName<V>) already;
        }
        if (map.isEmpty()) {
            return (ByName<V>) EMPTY;
        }
        String[] names = map.keySet().toArray(String[]::new);
        Arrays.sort(names);
        return new ByName<>(names, Arrays.stream(names).map(map::get).toArray());
    }

    /** With this value under that name. */
    public ByName<V> with(String name, V value) {
        int index = indexOf(name);
        if (index >= 0) {
            Object[] changed = values.clone();
            changed[index] = value;
            return new ByName<>(names, slots, changed);
        }
        int place = -Arrays.binarySearch(names, name) - 1;
        return new ByName<>(inserted(names, place, name), inserted(values, place, value));
    }

    /** What the values become; those that become null are left out. */
    public <R> ByName<R> map(BiFunction<String, V, @Nullable R> mapping) {
        String[] kept = new String[names.length];
        Object[] mapped = new Object[names.length];
        int count = 0;
        for (int index = 0; index < names.length; index++) {
            R result = mapping.apply(names[index], value(index));
            if (result != null) {
                kept[count] = names[index];
                mapped[count] = result;
                count++;
            }
        }
        return count == names.length
                ? new ByName<>(names, slots, mapped)
                : new ByName<>(Arrays.copyOf(kept, count), Arrays.copyOf(mapped, count));
    }

    @Override
    public @Nullable V get(@Nullable Object name) {
        int index = name instanceof String text ? indexOf(text) : -1;
        return index < 0 ? null : value(index);
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return name instanceof String text && indexOf(text) >= 0;
    }

    @Override
    public boolean containsValue(@Nullable Object value) {
        return Arrays.asList(values).contains(value);
    }

    @Override
    public int size() {
        return names.length;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super V> action) {
        for (int index = 0; index < names.length; index++) {
            action.accept(names[index], value(index));
        }
    }

    @Override
    public Set<Map.Entry<String, V>> entrySet() {
        return new AbstractSet<>() {

            @Override
            public Iterator<Map.Entry<String, V>> iterator() {
                return IntStream.range(0, names.length)
                        .mapToObj(index -> Map.entry(names[index], value(index)))
                        .iterator();
            }

            @Override
            public int size() {
                return names.length;
            }
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ByName<?> that
                ? this == that || Arrays.equals(names, that.names)
                        && Arrays.equals(values, that.values)
                : super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    @SuppressWarnings("unchecked") // Only values of V are ever put there.
    private V value(int index) {
        return (V) values[index];
    }

    private int indexOf(String name) {
        for (int slot = slotOf(name, slots);; slot = slot + 1 & slots.length - 1) {
            int index = slots[slot] - 1;
            if (index < 0 || names[index].equals(name)) {
                return index;
            }
        }
    }

    private static short[] slots(String[] names) {
        // At most half full, so that a name is found at its own slot or beside it.
        short[] slots = new short[Integer.highestOneBit(names.length + 1) * 4];
        for (int index = 0; index < names.length; index++) {
            int slot = slotOf(names[index], slots);
            while (slots[slot] != 0) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = (short) (index + 1);
        }
        return slots;
    }

    private static int slotOf(String name, short[] slots) {
        int hash = name.hashCode();
        return (hash ^ hash >>> 16) & slots.length - 1;
    }

    private static <T> T[] inserted(T[] array, int place, T element) {
        T[] longer = Arrays.copyOf(array, array.length + 1);
        System.arraycopy(array, place, longer, place + 1, array.length - place);
        longer[place] = element;
        return longer;
    }
}
