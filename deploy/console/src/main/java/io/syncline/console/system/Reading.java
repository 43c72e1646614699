package io.syncline.console.system;

import io.syncline.schemas.topic.Topic;

/** Is told how far the reading of a topic is, on the thread that reads. */
@FunctionalInterface
public interface Reading {

    /** Nobody watches. */
    Reading NOBODY = (topic, done, all) -> {};

    /** @param all records that stood there when the reading began; {@code done} reaches it at the end */
    void progressed(Topic topic, long done, long all);
}
