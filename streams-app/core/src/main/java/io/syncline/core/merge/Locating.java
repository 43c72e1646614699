package io.syncline.core.merge;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Fact.EditVerb;
import io.syncline.core.fact.Reading;
import io.syncline.core.item.Contents;
import io.syncline.core.item.Identity;
import io.syncline.core.item.ItemKey;
import io.syncline.core.item.ItemKind;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.MailboxCopy;
import io.syncline.core.state.Register;
import io.syncline.core.state.Replica;
import io.syncline.core.state.Slot;
import io.syncline.core.state.Stamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds the item that a fact is about (rules R4, R8, R16, R18, R21).
 *
 * <pre>
 * fact         found by                                               else
 * observed     link, our stamp, an observation that waits, identity   a new item, if it takes part
 *                among those of the former provider, identity
 * gone         link, an observation that waits; not while it may      nothing
 *                stand there as somebody unknown, since a change of
 *                provider
 * untracked    link, an observation that waits                        nothing
 * translated   the former link, an observation that waits             nothing
 * edited       record id, item id; whole: identity                    whole: a new item; patch: refused
 * answered     the command's item                                     refused, and its number kept
 * told         item id                                                a deleted item (Renewing)
 * decided      item id                                                refused
 * </pre>
 *
 * By identity the items that lack this replica's copy are found ({@link Pairing}).
 */
final class Locating {

    private static final String CRM = "crm";
    private static final Table<Search> OBSERVED = new Table<>("found");

    static final List<Rule<?>> ROWS = List.of(
            OBSERVED.row("R4 found by its link", search -> search.finds(search.byLink()),
                    Search::take),
            OBSERVED.row("R4 found by our stamp", search -> search.finds(search.byStamp()),
                    Search::take),
            OBSERVED.row("R4 found by a reading that waits",
                    search -> search.finds(search.byWaiting()), Search::take),
            OBSERVED.row("R18 what does not take part makes no item", Search::isWithheld,
                    search -> search.answer(new Target.Nothing())),
            OBSERVED.row("R21 found by identity under the former provider",
                    search -> !search.underFormerProvider().isEmpty(), Search::matchFormer),
            OBSERVED.otherwise("R16 found by identity", Search::match));

    private Locating() {}

    /** @param place the mailbox that the fact is about */
    static Target locate(Rules rules, ItemKey place, Fact.OfItem fact, Situation situation,
            ItemLookup lookup) {
        Search search = new Search(rules, place, situation, lookup);
        return switch (fact) {
            case Fact.ItemObserved observed -> search.observed(observed.reading());
            case Fact.ItemGone gone -> search.gone(gone);
            case Fact.ItemUntracked untracked ->
                known(lookup, untracked.provider(), untracked.externalId());
            case Fact.ItemTranslated translated -> known(lookup, translated.oldProvider(),
                    translated.oldExternalId());
            case Fact.RecordEdited edited -> search.edited(edited);
            case Fact.CommandAnswered answered ->
                orRefused(lookup.item(answered.command().key()), "unknown-item",
                        () -> "A result for item " + answered.command().key().item()
                                + ", of which the journal says nothing");
            case Fact.MatchDecided decided -> search.decided(decided);
            case Fact.HeldDeleteDecided decided -> search.named(decided.item());
            case Fact.RetryDecided decided -> search.named(decided.item());
            case Fact.VersionTold told -> new Target.Item(
                    search.knownOrNew(within(place, told.item())));
            case Fact.RepublishDecided decided -> search.named(decided.item());
        };
    }

    private static Target known(ItemLookup lookup, String provider, String externalId) {
        return lookup.linked(provider, externalId)
                .or(() -> lookup.awaited(provider, externalId))
                .<Target>map(Target.Item::new)
                .orElseGet(Target.Nothing::new);
    }

    private static Target orRefused(Optional<ItemState> found, String code,
            Supplier<String> reason) {
        return found.<Target>map(Target.Item::new)
                .orElseGet(() -> new Target.Refused(code, reason.get()));
    }

    private static ItemKey within(ItemKey place, String item) {
        return new ItemKey(place.tenant(), place.mailbox(), item);
    }

    /** A search for the item of one fact, and its result. */
    private static final class Search {

        private final Rules rules;
        private final ItemKey place;
        private final Situation situation;
        private final ItemLookup lookup;
        private Optional<Reading> reading = Optional.empty();
        private Optional<ItemState> known = Optional.empty();
        private Target found = new Target.Nothing();

        Search(Rules rules, ItemKey place, Situation situation, ItemLookup lookup) {
            this.rules = rules;
            this.place = place;
            this.situation = situation;
            this.lookup = lookup;
        }

        /** By the former provider's word nobody is gone who may stand there, as somebody unknown (R21). */
        Target gone(Fact.ItemGone gone) {
            Target target = known(lookup, gone.provider(), gone.externalId());
            boolean isFormer = !gone.provider().equals(situation.mailbox().provider());
            return isFormer && target instanceof Target.Item(ItemState state)
                    && lookup.mayStandUnknown(state, situation.kind())
                            ? new Target.Nothing()
                            : target;
        }

        Target observed(Reading observed) {
            reading = Optional.of(observed);
            rules.decide(OBSERVED, this);
            return found;
        }

        Target edited(Fact.RecordEdited edit) {
            if (finds(lookup.recorded(edit.recordId())
                    .or(() -> lookup.item(within(place, edit.recordId()))))) {
                return new Target.Item(known.orElseThrow());
            }
            if (edit.verb() == EditVerb.PATCH || edit.verb() == EditVerb.DELETE) {
                return new Target.Refused("unknown-record", "Record " + edit.recordId()
                        + " is not known in this mailbox; only a whole record makes a new one");
            }
            match(Replica.CRM, CRM, edit.recordId(), edit.contents());
            return found;
        }

        Target named(String item) {
            return orRefused(lookup.item(within(place, item)), "unknown-item",
                    () -> "No item " + item + " in this mailbox");
        }

        ItemState knownOrNew(ItemKey key) {
            return lookup.item(key).orElseGet(() -> ItemState.unknown(key));
        }

        Target decided(Fact.MatchDecided decided) {
            Optional<ItemState> item = lookup.item(within(place, decided.item()));
            if (item.isEmpty() || decided.sameAs().isEmpty()) {
                return orRefused(item, "unknown-item",
                        () -> "No item " + decided.item() + " in this mailbox");
            }
            Optional<ItemState> other = lookup.item(within(place, decided.sameAs()));
            if (other.isEmpty() || decided.sameAs().equals(decided.item())) {
                return new Target.Refused("unknown-item",
                        "No other item " + decided.sameAs() + " in this mailbox");
            }
            if (isEnding(item.get()) || isEnding(other.get())) {
                return new Target.Refused("deleted-item", "Item " + decided.item() + " or "
                        + decided.sameAs() + " is deleted, or its delete is held; decide that they"
                        + " are two people, or about the delete first");
            }
            return standTwice(item.get(), other.get())
                    ? new Target.Refused("stand-twice", "Items " + decided.item() + " and "
                            + decided.sameAs() + " both have a contact in the mailbox, or both a"
                            + " record in the CRM; delete one of the two there, or decide that"
                            + " they are two people")
                    : new Target.Item(item.get());
        }

        private static boolean isEnding(ItemState item) {
            return item.isDeleted() || item.isDeleteHeld();
        }

        /** Joined, one of two contacts, or of two records, would belong to nobody and be made anew. */
        private static boolean standTwice(ItemState item, ItemState other) {
            return hasContact(item) && hasContact(other)
                    || !item.crm().recordId().isEmpty() && !other.crm().recordId().isEmpty();
        }

        /** In the mailbox, or about to be. */
        private static boolean hasContact(ItemState item) {
            return item.mailbox().exists() || item.slot() instanceof Slot.Taken taken
                    && taken.command().verb() == Command.Verb.CREATE;
        }

        Optional<ItemState> byLink() {
            return reading.flatMap(
                    seen -> lookup.linked(seen.provider(), seen.externalId()));
        }

        Optional<ItemState> byStamp() {
            return reading.map(Reading::stamp)
                    .filter(stamp -> !stamp.isEmpty())
                    .flatMap(stamp -> lookup.item(within(place, stamp)));
        }

        Optional<ItemState> byWaiting() {
            return reading.flatMap(
                    seen -> lookup.awaited(seen.provider(), seen.externalId()));
        }

        /** The items like this one that only the former provider can name; few, and only for a while. */
        List<ItemState> underFormerProvider() {
            if (reading.isEmpty() || !situation.mailbox().reach().migrated()) {
                return List.of();
            }
            Identity identity = situation.kind().identityOf(reading.get().contents());
            return lookup.itemsAfter(place, Integer.MAX_VALUE)
                    .stream()
                    .filter(item -> item.mailbox().isOfAnother(reading.get().provider()))
                    .filter(item -> item.mailbox().presence() != MailboxCopy.Presence.GONE)
                    .filter(item -> item.mailbox().mayBeMadeWith(reading.get()))
                    .filter(item -> identity
                            .isAlike(situation.kind().identityOf(item.contents())))
                    .toList();
        }

        void matchFormer() {
            Reading seen = reading.orElseThrow();
            answer(Pairing.of(rules, fresh(seen.provider(), seen.externalId()), seen.contents(),
                    underFormerProvider(), situation.kind()));
        }

        /**
         * An object that an item was made of, and let go of, may turn up again as another item. Of one that
         * only another generation of merge knew, no more than its commands may have been counted here.
         */
        private ItemState fresh(String namer, String id) {
            ItemState state = knownOrNew(
                    ItemKey.firstMet(place.tenant(), place.mailbox(), namer, id));
            for (int again = 2; !state.isNew(); again++) {
                state = knownOrNew(ItemKey.firstMet(place.tenant(), place.mailbox(), namer,
                        id + "#" + again));
            }
            return state;
        }

        /** Keeps what was looked up: a look-up is the dearest part of a search. */
        boolean finds(Optional<ItemState> item) {
            known = item;
            return item.isPresent();
        }

        boolean isWithheld() {
            return reading.filter(seen -> situation.mailbox()
                    .policy()
                    .withholds(situation.kind(), seen.fields(), seen.contents())).isPresent();
        }

        void take() {
            answer(new Target.Item(known.orElseThrow()));
        }

        void match() {
            reading.ifPresent(seen -> match(Replica.MAILBOX, seen.provider(), seen.externalId(),
                    seen.contents()));
        }

        void answer(Target target) {
            found = target;
        }

        private void match(Replica replica, String namer, String id, Contents contents) {
            ItemKind kind = situation.kind();
            Identity identity = kind.identityOf(contents);
            List<ItemState> candidates = lookup.lacking(replica, identity)
                    .stream()
                    .filter(item -> identity.mayBe(kind.identityOf(item.contents())))
                    .filter(item -> !item.trouble().ambiguous())
                    .sorted(Comparator.comparing(Search::createdAt)
                            .thenComparing(item -> item.key().item()))
                    .toList();
            answer(Pairing.of(rules, fresh(namer, id), contents, candidates, kind));
        }

        private static Instant createdAt(ItemState item) {
            return item.registers()
                    .values()
                    .stream()
                    .map(Register::stamp)
                    .map(Stamp::at)
                    .min(Comparator.naturalOrder())
                    .orElse(Instant.MAX);
        }
    }
}
