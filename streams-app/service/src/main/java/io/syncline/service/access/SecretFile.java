package io.syncline.service.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.syncline.service.config.ConfigException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that keeps one secret out of the configuration. */
public final class SecretFile {

    private SecretFile() {}

    /**
     * What the file holds, without the space around it.
     *
     * @param key the setting that names the file, for whoever must mend it
     * @throws ConfigException naming the setting and the file, if it cannot be read
     */
    public static String read(String key, Path file) {
        return new String(bytes(key, file), UTF_8).strip();
    }

    /**
     * Writes a file that only its owner may read, in place of one that is there.
     *
     * @param key the setting that names the file, for whoever must mend it
     * @throws ConfigException naming the setting and the file, if it cannot be written
     */
    public static void write(String key, Path file, String text) {
        try {
            Files.deleteIfExists(file);
            try (FileChannel channel = OwnerOnly.create(file)) {
                channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
            }
        } catch (IOException e) {
            throw new ConfigException("Cannot write " + key + " " + file + ": " + e.getMessage());
        }
    }

    /**
     * All of a file, as it is.
     *
     * @throws ConfigException naming the setting and the file, if it cannot be read
     */
    static byte[] bytes(String key, Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ConfigException("Cannot read " + key + " " + file + ": " + e.getMessage());
        }
    }
}
