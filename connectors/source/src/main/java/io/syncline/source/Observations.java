package io.syncline.source;

import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.schemas.contact.Capability;
import io.syncline.schemas.contact.Gone;
import io.syncline.schemas.contact.GoneEvidence;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.contact.ObservedKind;
import io.syncline.schemas.contact.Reading;
import io.syncline.schemas.contact.Translated;
import io.syncline.schemas.contact.Untracked;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the facts of one step. Each gets the mailbox's next number as its id: the numbers are
 * kept in the cursor, which is committed with the facts, so none is given twice.
 */
final class Observations {

    private final MailboxRef mailbox;
    private final String provider;
    private final List<Observed> facts = new ArrayList<>();
    private long sequence;

    Observations(MailboxRef mailbox, String provider, long sequence) {
        this.mailbox = mailbox;
        this.provider = provider;
        this.sequence = sequence;
    }

    /** Tells of a reading what may leave the mailbox. */
    void item(Reading reading) {
        facts.add(next(ObservedKind.ITEM).setItem(mailbox.tracking().shown(reading)).build());
    }

    void gone(String externalId, GoneEvidence evidence) {
        facts.add(next(ObservedKind.GONE).setGone(new Gone(externalId, evidence)).build());
    }

    /** Under the provider by which the mailbox is not reached any more. */
    void goneUnder(String formerProvider, String externalId) {
        facts.add(next(ObservedKind.GONE).setProvider(formerProvider)
                .setGone(new Gone(externalId, GoneEvidence.NOT_IN_ANY_FOLDER))
                .build());
    }

    void untracked(String externalId) {
        facts.add(next(ObservedKind.UNTRACKED).setUntracked(new Untracked(externalId)).build());
    }

    /** The same under the provider by which the mailbox is not reached any more. */
    void untrackedUnder(String formerProvider, String externalId) {
        facts.add(next(ObservedKind.UNTRACKED).setProvider(formerProvider)
                .setUntracked(new Untracked(externalId))
                .build());
    }

    /** The item has another id since it moved. */
    void translated(String formerId, String externalId) {
        facts.add(next(ObservedKind.TRANSLATED)
                .setTranslated(new Translated(provider, formerId, externalId))
                .build());
    }

    void capabilities(MailboxProvider provider) {
        List<Capability> capabilities = provider.entriesMax()
                .entrySet()
                .stream()
                .map(entry -> new Capability(entry.getKey(), entry.getValue()))
                .toList();
        facts.add(next(ObservedKind.CAPABILITIES).setCapabilities(capabilities)
                .setIdsStay(provider.keepsIds())
                .build());
    }

    /** An item that the former provider named otherwise (R21). */
    void translated(String oldProvider, String oldId, String newId) {
        facts.add(next(ObservedKind.TRANSLATED)
                .setTranslated(new Translated(oldProvider, oldId, newId))
                .build());
    }

    /** Every id that has a translation was told. */
    void migrated() {
        facts.add(next(ObservedKind.MIGRATED).build());
    }

    void listed() {
        facts.add(next(ObservedKind.LISTED).build());
    }

    void available() {
        facts.add(next(ObservedKind.AVAILABLE).build());
    }

    void unavailable(String reason) {
        facts.add(next(ObservedKind.UNAVAILABLE).setReason(reason).build());
    }

    List<Observed> facts() {
        return List.copyOf(facts);
    }

    int count() {
        return facts.size();
    }

    long sequence() {
        return sequence;
    }

    private Observed.Builder next(ObservedKind kind) {
        sequence++;
        return Observed.newBuilder()
                .setTenant(mailbox.tenant())
                .setMailbox(mailbox.mailbox())
                .setProvider(provider)
                .setKind(kind)
                .setEventId(mailbox.tenant() + "/" + mailbox.mailbox() + "#" + sequence);
    }
}
