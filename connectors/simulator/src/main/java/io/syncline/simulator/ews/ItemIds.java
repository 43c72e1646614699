package io.syncline.simulator.ews;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.syncline.simulator.mailbox.GraphError;
import io.syncline.simulator.mailbox.MailboxStore;
import io.syncline.simulator.mailbox.Removal;
import io.syncline.simulator.mailbox.StoredContact;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The ids of EWS: base64 in which letters' case counts, of items with a number in them that changes
 * whenever the item comes into a folder (facts/ews.md 3.1). They are other strings than Graph's.
 */
public final class ItemIds {

    private static final byte[] ITEM = {0, 3, 0x24};
    private static final byte[] FOLDER = {0, 1, 0x24};
    private static final String SEPARATOR = "~";

    private final Mutants mutants;

    public ItemIds(Mutants mutants) {
        this.mutants = mutants;
    }

    public String of(StoredContact contact) {
        return item(contact.id(), contact.arrived());
    }

    /** The id that an item had in the folder which it left. */
    String of(Removal removal) {
        return item(removal.id(), removal.arrived());
    }

    /** A {@code t:ItemId} that no item has. */
    Element ghost() {
        return Element.of("t:ItemId").with("Id", item("AAMkghost", 1)).with("ChangeKey", "CK1");
    }

    /** @param folder the mailbox's own name of it */
    public static String ofFolder(String folder) {
        return encoded(FOLDER, folder);
    }

    /** Whether a text has the form of an item's id; there may be no such item. */
    public static boolean isItemId(String text) {
        return payload(ITEM, text).filter(payload -> payload.contains(SEPARATOR)).isPresent();
    }

    /**
     * Finds the item that has this id now.
     *
     * @throws EwsError where the id has not the form of one, or no item has it
     */
    public StoredContact contact(MailboxStore mailbox, String itemId) {
        String payload = payload(ITEM, itemId).orElseThrow(ItemIds::malformed);
        int end = payload.indexOf(SEPARATOR);
        if (end < 0) {
            throw EwsError.itemNotFound();
        }
        try {
            StoredContact contact = mailbox.contact(payload.substring(0, end));
            if (of(contact).equals(itemId)) {
                return contact;
            }
        } catch (GraphError e) {
            // Answered like an id that the item had before it moved.
        }
        throw EwsError.itemNotFound();
    }

    /** The mailbox's own name of a folder. */
    static String folder(String folderId) {
        return payload(FOLDER, folderId).orElseThrow(ItemIds::malformed);
    }

    private String item(String id, long arrived) {
        boolean keeps = mutants.has(EwsMutation.KEEPS_IDS_ON_MOVES);
        return encoded(ITEM, id + SEPARATOR + (keeps ? 0 : arrived));
    }

    private static String encoded(byte[] kind, String payload) {
        byte[] text = payload.getBytes(UTF_8);
        byte[] all = Arrays.copyOf(kind, kind.length + text.length);
        System.arraycopy(text, 0, all, kind.length, text.length);
        return Base64.getEncoder().encodeToString(all);
    }

    private static Optional<String> payload(byte[] kind, String id) {
        try {
            byte[] all = Base64.getDecoder().decode(id);
            boolean isKind = all.length > kind.length
                    && Arrays.equals(kind, 0, kind.length, all, 0, kind.length);
            return isKind
                    ? Optional.of(new String(all, kind.length, all.length - kind.length, UTF_8))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static EwsError malformed() {
        return new EwsError("ErrorInvalidIdMalformed", "Id is malformed.");
    }
}
