package io.syncline.core.merge;

import io.syncline.core.item.Contents;
import io.syncline.core.item.Identity;
import io.syncline.core.item.ItemKind;
import io.syncline.core.state.ItemState;
import java.util.List;
import java.util.Optional;

/**
 * Says which of several items somebody is (rule R16). The first row that holds decides:
 *
 * <pre>
 * the items that may be the same person            then
 * none                                             a new item
 * one                                              that one
 * several, of which one says the same of itself    the first of those, so that they pair off in order of
 *                                                    creation
 * several, none of which does                      ambiguous: a new item, until an operator decides
 * </pre>
 */
final class Pairing {

    private static final Table<Pairing> MATCHED = new Table<>("matched");

    static final List<Rule<?>> ROWS = List.of(
            MATCHED.row("R16 nobody like it", pairing -> pairing.candidates.isEmpty(),
                    pairing -> pairing.found = new Target.Item(pairing.fresh)),
            MATCHED.row("R16 one person like it", pairing -> pairing.candidates.size() == 1,
                    pairing -> pairing.found = new Target.Item(pairing.candidates.getFirst())),
            MATCHED.row("R16 several that are the same", pairing -> pairing.twin().isPresent(),
                    pairing -> pairing.found = new Target.Item(pairing.twin().orElseThrow())),
            MATCHED.otherwise("R16 ambiguous",
                    pairing -> pairing.found = new Target.Ambiguous(pairing.fresh)));

    private final ItemState fresh;
    private final Identity identity;
    private final List<ItemState> candidates;
    private final ItemKind kind;
    private Target found = new Target.Nothing();

    private Pairing(ItemState fresh, Identity identity, List<ItemState> candidates, ItemKind kind) {
        this.fresh = fresh;
        this.identity = identity;
        this.candidates = candidates;
        this.kind = kind;
    }

    /**
     * @param fresh the item that it is, if it is none of them
     * @param contents what it shows
     * @param candidates the items that may be the same person, in order of creation
     */
    static Target of(Rules rules, ItemState fresh, Contents contents, List<ItemState> candidates,
            ItemKind kind) {
        Pairing pairing = new Pairing(fresh, kind.identityOf(contents), candidates, kind);
        rules.decide(MATCHED, pairing);
        return pairing.found;
    }

    private Optional<ItemState> twin() {
        return candidates.stream()
                .filter(item -> identity.isTwinOf(kind.identityOf(item.contents())))
                .findFirst();
    }
}
