package io.syncline.simulation.play;

import io.syncline.schemas.contact.Direction;
import io.syncline.schemas.contact.FieldPolicy;
import io.syncline.schemas.contact.Preference;
import io.syncline.schemas.contact.Side;
import io.syncline.simulation.model.Dice;
import io.syncline.simulation.truth.Promise;
import java.util.Optional;

/** What a tenant decided before anything happened, and never takes back. */
record TenantPolicy(Direction direction, Preference preference, Direction deletes) {

    /** The only field for which it decides. */
    static final String FIELD = "companyName";

    private static final TenantPolicy DEFAULT = new TenantPolicy(Direction.BOTH,
            Preference.LATEST, Direction.BOTH);

    static TenantPolicy any(Dice dice) {
        Direction deletes = dice.oneIn(8) ? oneSided(dice) : Direction.BOTH;
        return switch (dice.below(5)) {
            case 0 -> new TenantPolicy(oneSided(dice), Preference.LATEST, deletes);
            case 1 -> new TenantPolicy(Direction.BOTH, Preference.MAILBOX, deletes);
            case 2 -> new TenantPolicy(Direction.BOTH, Preference.CRM, deletes);
            default -> new TenantPolicy(Direction.BOTH, Preference.LATEST, deletes);
        };
    }

    boolean isDefault() {
        return equals(DEFAULT);
    }

    FieldPolicy ofField() {
        return new FieldPolicy(FIELD, direction, preference);
    }

    Promise promise() {
        Optional<Side> preferred = switch (preference) {
            case MAILBOX -> Optional.of(Side.MAILBOX);
            case CRM -> Optional.of(Side.CRM);
            default -> Optional.empty();
        };
        return new Promise(FIELD, only(direction), preferred, only(deletes));
    }

    private static Direction oneSided(Dice dice) {
        return dice.oneIn(2) ? Direction.MAILBOX_ONLY : Direction.CRM_ONLY;
    }

    /** The one side that this direction takes from; empty: both. */
    static Optional<Side> only(Direction direction) {
        return switch (direction) {
            case MAILBOX_ONLY -> Optional.of(Side.MAILBOX);
            case CRM_ONLY -> Optional.of(Side.CRM);
            default -> Optional.empty();
        };
    }
}
