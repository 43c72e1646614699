package io.syncline.console.history;

import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.EditKind;
import io.syncline.schemas.contact.Edited;
import io.syncline.topology.history.Glance;
import io.syncline.topology.history.Restorations;
import io.syncline.topology.history.Shown;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Plans as the edits that carry them out. They are edits like the CRM's: made by somebody who looked at the
 * contact when it was planned, so that what others edited later wins.
 */
public final class EditsOf {

    private final String by;
    private final @Nullable String reason;

    /**
     * @param by who edits, as it stands in the journal for ever
     * @param reason why, in their words; null if they say nothing
     */
    public EditsOf(String by, @Nullable String reason) {
        this.by = by;
        this.reason = reason;
    }

    /** None if nothing would change. */
    public List<Edited> restore(RestorePlan plan) {
        return plan.isEmpty()
                ? List.of()
                : List.of(edit(plan.glance(), plan.revives() ? EditKind.RESTORE : EditKind.PATCH,
                        plan.fields(), plan.plannedAt()));
    }

    /** One for each contact that is touched. */
    public List<Edited> undo(UndoPlan plan) {
        return plan.items()
                .stream()
                .map(item -> kind(item).map(kind -> edit(item.glance(), kind, item.fields(),
                        plan.plannedAt())))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<EditKind> kind(UndoneItem item) {
        return switch (item.act()) {
            case CHANGED_BACK -> Optional.of(EditKind.PATCH);
            case RESTORED -> Optional.of(EditKind.RESTORE);
            case DELETED -> Optional.of(EditKind.DELETE);
            case LEFT -> Optional.empty();
        };
    }

    private Edited edit(Glance glance, EditKind kind, List<FieldBack> fields, Instant plannedAt) {
        Map<String, Shown> values = new TreeMap<>();
        fields.forEach(field -> values.put(field.field(), field.then()));
        Contact contact = Restorations.contact(values);
        // The CRM's clock may be ahead of this one, and whoever looked has seen what it said.
        Instant afterCrm = glance.saidByCrm().plusMillis(1);
        return Edited.newBuilder()
                .setTenant(glance.tenant())
                .setMailbox(glance.mailbox())
                .setRecordId(glance.editedAs())
                .setEventId("operator-" + UUID.randomUUID())
                .setKind(kind)
                .setFields(List.copyOf(values.keySet()))
                .setContact(contact)
                .setEditedAt(plannedAt.isBefore(afterCrm) ? afterCrm : plannedAt)
                .setEditedBy(by)
                .setReason(reason)
                .setSeenVersion(glance.version())
                .build();
    }
}
