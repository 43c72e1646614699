package io.syncline.console.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What a backup holds; written last, so that a folder without it is no backup.
 *
 * @param format of this file and those beside it
 * @param begunAt when it was begun
 * @param partitions how many partitions topics have that are spread by mailbox
 * @param files one for each partition of each topic
 * @param schemas under which values stand in them
 * @param keys how many files of tenants' keys there are
 */
record Contents(int format, Instant begunAt, int partitions, List<File> files,
        List<KnownSchema> schemas, int keys) {

    static final int FORMAT = 1;

    /**
     * In the order in which they are copied, while everything goes on. Cursors come first: what the source
     * has told since then it tells again, and nothing is left out. Applied comes after the journal: of each
     * command of which the journal knows a result it knows one, too.
     */
    static final List<Topic> TOPICS = List.of(TopicCatalogue.CURSORS, TopicCatalogue.TENANTS,
            TopicCatalogue.MAILBOXES, TopicCatalogue.PROOFS, TopicCatalogue.JOURNAL,
            TopicCatalogue.APPLIED, TopicCatalogue.GENERATIONS, TopicCatalogue.AUDIT);

    /** Before these sequence must have taken everything: so the journal holds all that the cursors are past. */
    static final List<Topic> IN_STEP = List.of(TopicCatalogue.CURSORS, TopicCatalogue.JOURNAL);

    private static final String NAME = "contents.json";
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT);

    /** @param records how many it holds */
    record File(String topic, int partition, long records) {

        Path in(Path folder) {
            return folder.resolve(topic).resolve(partition + ".records.gz");
        }
    }

    /** @param id in the registry of which the backup was made */
    record KnownSchema(int id, String topic, String schema) {}

    long records() {
        return files.stream().mapToLong(File::records).sum();
    }

    void write(Path folder) throws IOException {
        Files.writeString(folder.resolve(NAME), JSON.writeValueAsString(this));
    }

    /** @throws IOException if the folder is no whole backup that this build can read */
    static Contents read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            throw new IOException(folder + " is no backup, or one that did not end: it has no "
                    + NAME);
        }
        try {
            Contents contents = JSON.readValue(Files.readString(file), Contents.class);
            if (contents.format() != FORMAT) {
                throw new IOException(folder + " is a backup of format " + contents.format()
                        + ", and this build reads " + FORMAT);
            }
            return contents;
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is damaged: " + e.getOriginalMessage(), e);
        }
    }
}
