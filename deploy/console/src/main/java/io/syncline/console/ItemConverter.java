package io.syncline.console;

import io.syncline.schemas.topic.RecordKey;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads tenant/mailbox/item. */
final class ItemConverter implements ITypeConverter<RecordKey> {

    @Override
    public RecordKey convert(String text) {
        try {
            RecordKey key = RecordKey.parse(text);
            if (key.id().isEmpty()) {
                throw new TypeConversionException("'" + text + "' names no item");
            }
            return key;
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "' is not tenant/mailbox/item, such as"
                    + " acme/agent-1/7d2a5f0c-0000-5000-8000-000000000000");
        }
    }
}
