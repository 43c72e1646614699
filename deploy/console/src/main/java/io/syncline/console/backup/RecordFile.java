package io.syncline.console.backup;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The records of one partition in one file, compressed by gzip:
 *
 * <pre>
 * "SLB1"
 * for each record   1, offset and timestamp (8 bytes each, big-endian), key, value
 *                   key and value: length (4 bytes; -1 for none), bytes
 * 0, number of records (8 bytes)
 * </pre>
 *
 * A file without its last line is cut off. Headers are not kept: Syncline writes none.
 */
final class RecordFile {

    private static final int MAGIC = 0x534C4231;
    private static final int RECORD = 1;
    private static final int END = 0;
    private static final int NONE = -1;

    private RecordFile() {}

    /** @param timestamp in ms since 1970, by the topic's own clock */
    record Entry(long offset, long timestamp, byte @Nullable [] key, byte @Nullable [] value) {}

    /** Writes one file; whole once it is closed by {@link #end}. */
    static final class Writer implements AutoCloseable {

        private final DataOutputStream out;
        private long count;

        Writer(Path file) throws IOException {
            Files.createDirectories(file.toAbsolutePath().getParent());
            out = new DataOutputStream(new BufferedOutputStream(
                    new GZIPOutputStream(Files.newOutputStream(file))));
            out.writeInt(MAGIC);
        }

        void write(Entry entry) throws IOException {
            out.writeByte(RECORD);
            out.writeLong(entry.offset());
            out.writeLong(entry.timestamp());
            bytes(entry.key());
            bytes(entry.value());
            count++;
        }

        /** Returns how many records it holds. */
        long end() throws IOException {
            out.writeByte(END);
            out.writeLong(count);
            out.flush();
            return count;
        }

        @Override
        public void close() throws IOException {
            out.close();
        }

        private void bytes(byte @Nullable [] bytes) throws IOException {
            if (bytes == null) {
                out.writeInt(NONE);
            } else {
                out.writeInt(bytes.length);
                out.write(bytes);
            }
        }
    }

    /**
     * Hands out each record in order.
     *
     * @return how many there were
     * @throws IOException if the file is cut off, or is none of these
     */
    static long read(Path file, Consumer<Entry> reader) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(
                new GZIPInputStream(Files.newInputStream(file))))) {
            if (in.readInt() != MAGIC) {
                throw new IOException(file + " is not a file of a backup");
            }
            long count = 0;
            while (in.readByte() == RECORD) {
                reader.accept(new Entry(in.readLong(), in.readLong(), bytes(in), bytes(in)));
                count++;
            }
            if (in.readLong() != count) {
                throw new IOException(file + " is damaged");
            }
            return count;
        } catch (EOFException e) {
            throw new IOException(file + " is cut off", e);
        }
    }

    private static byte @Nullable [] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length == NONE) {
            return null;
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }
}
