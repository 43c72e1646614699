package io.syncline.simulation.truth;

import io.syncline.schemas.contact.Change;
import io.syncline.schemas.contact.ChangeKind;
import io.syncline.schemas.contact.Conflict;
import io.syncline.schemas.contact.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the tenants decided before anything happened, and who entered what. */
final class Promises {

    private final Map<String, Promise> promises = new HashMap<>();
    private final Map<String, Side> sides = new HashMap<>();

    void add(String home, Promise promise) {
        promises.put(home, promise);
    }

    /** A value that nobody entered before was entered at this side. */
    void enteredAt(Side side, String value) {
        if (!value.isEmpty()) {
            sides.put(Person.normal(value), side);
        }
    }

    /** What a Conflict between two edits says that should not be. */
    Optional<String> brokenBy(Conflict conflict) {
        Optional<Side> winner = sideOf(conflict.getKept());
        Optional<Side> loser = sideOf(conflict.getLost());
        return of(conflict.getTenant() + "/" + conflict.getMailbox())
                .filter(promise -> winner.isPresent() && loser.isPresent()
                        && promise.forbidsVictory(conflict.getField().orElse(""), winner.get(),
                                loser.get()))
                .map(promise -> promise.field() + " " + conflict.getKept().orElse("")
                        + " won, and the other side is preferred (policy)");
    }

    /** What a Change says that should not be. */
    List<String> brokenBy(String home, Person person, Change change) {
        List<String> broken = new ArrayList<>();
        of(home).ifPresent(promise -> {
            change.getFields()
                    .stream()
                    .filter(field -> field.getBefore().isPresent())
                    .filter(field -> sideOf(field.getAfter())
                            .filter(side -> promise.forbidsEdit(field.getField(), side))
                            .isPresent())
                    .forEach(field -> broken.add(person.mark() + ": " + field.getField() + " "
                            + field.getAfter().orElse("") + " comes from the side whose edits are"
                            + " not taken (policy)"));
            boolean isDelete = change.getKind() == ChangeKind.DELETED
                    && change.getToMailbox().isEmpty();
            if (isDelete && promise.forbidsDelete(person.deletes().by())) {
                broken.add(person.mark() + " is deleted by the side whose deletes are not taken"
                        + " (policy)");
            }
        });
        return broken;
    }

    private Optional<Promise> of(String home) {
        return Optional.ofNullable(promises.get(home));
    }

    private Optional<Side> sideOf(Optional<String> value) {
        return value.flatMap(text -> Optional.ofNullable(sides.get(Person.normal(text))));
    }
}
