package io.syncline.core.merge;

import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Fact.EditVerb;
import io.syncline.core.fact.Reading;
import io.syncline.core.item.Contents;
import io.syncline.core.item.Identity;
import io.syncline.core.item.ItemKey;
import io.syncline.core.item.ItemKind;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.Replica;
import java.util.List;
import java.util.Optional;

/**
 * Finds the item that a fact is about (rules R4, R8, R16).
 *
 * <pre>
 * fact         found by                                             else
 * observed     link, our stamp, an observation that waits, identity a new item
 * gone         link, an observation that waits                      nothing
 * edited       record id, item id; whole: identity                  whole: a new item; patch: refused
 * answered     the command's item                                   refused
 * </pre>
 */
public final class Locating {

    private static final String CRM = "crm";

    private Locating() {}

    /**
     * @param tenant the tenant of the mailbox that the fact is about
     * @param mailbox the mailbox
     */
    public static Target locate(String tenant, String mailbox, Fact.OfItem fact, ItemKind kind,
            ItemLookup lookup) {
        return switch (fact) {
            case Fact.ItemObserved observed ->
                observed(new ItemKey(tenant, mailbox, ""), observed.reading(), kind, lookup);
            case Fact.ItemGone gone -> gone(gone, lookup);
            case Fact.RecordEdited edited ->
                edited(new ItemKey(tenant, mailbox, ""), edited, kind, lookup);
            case Fact.CommandAnswered answered -> lookup.item(answered.command().key())
                    .<Target>map(Target.Item::new)
                    .orElseGet(() -> new Target.Refused("unknown-item",
                            "A result for item " + answered.command().key().item()
                                    + ", of which the journal says nothing"));
        };
    }

    private static Target observed(ItemKey place, Reading reading, ItemKind kind,
            ItemLookup lookup) {
        Optional<ItemState> known = lookup.linked(reading.provider(), reading.externalId())
                .or(() -> stamped(place, reading, lookup))
                .or(() -> lookup.awaited(reading.provider(), reading.externalId()));
        if (known.isPresent()) {
            return new Target.Item(known.get());
        }
        ItemKey fresh = ItemKey.firstMet(place.tenant(), place.mailbox(), reading.provider(),
                reading.externalId());
        return byIdentity(fresh, Replica.MAILBOX, reading.contents(), kind, lookup);
    }

    private static Optional<ItemState> stamped(ItemKey place, Reading reading,
            ItemLookup lookup) {
        return reading.stamp().isEmpty()
                ? Optional.empty()
                : lookup.item(new ItemKey(place.tenant(), place.mailbox(), reading.stamp()));
    }

    private static Target gone(Fact.ItemGone gone, ItemLookup lookup) {
        return lookup.linked(gone.provider(), gone.externalId())
                .or(() -> lookup.awaited(gone.provider(), gone.externalId()))
                .<Target>map(Target.Item::new)
                .orElseGet(Target.Nothing::new);
    }

    private static Target edited(ItemKey place, Fact.RecordEdited edit, ItemKind kind,
            ItemLookup lookup) {
        Optional<ItemState> known = lookup.recorded(edit.recordId())
                .or(() -> lookup
                        .item(new ItemKey(place.tenant(), place.mailbox(), edit.recordId())));
        if (known.isPresent()) {
            return new Target.Item(known.get());
        }
        if (edit.verb() == EditVerb.PATCH || edit.verb() == EditVerb.DELETE) {
            return new Target.Refused("unknown-record", "Record " + edit.recordId()
                    + " is not known in this mailbox; only a whole record makes a new one");
        }
        ItemKey fresh = ItemKey.firstMet(place.tenant(), place.mailbox(), CRM, edit.recordId());
        return byIdentity(fresh, Replica.CRM, edit.contents(), kind, lookup);
    }

    private static Target byIdentity(ItemKey fresh, Replica replica, Contents contents,
            ItemKind kind, ItemLookup lookup) {
        Identity identity = kind.identityOf(contents);
        List<ItemState> candidates = lookup.lacking(replica, identity)
                .stream()
                .filter(item -> identity.mayBe(kind.identityOf(item.contents())))
                .filter(item -> !item.trouble().ambiguous())
                .toList();
        if (candidates.size() <= 1) {
            return new Target.Item(candidates.isEmpty()
                    ? ItemState.unknown(fresh)
                    : candidates.getFirst());
        }
        return candidates.stream()
                .filter(item -> identity.isTwinOf(kind.identityOf(item.contents())))
                .findFirst()
                .<Target>map(Target.Item::new)
                .orElseGet(() -> new Target.Ambiguous(ItemState.unknown(fresh)));
    }
}
