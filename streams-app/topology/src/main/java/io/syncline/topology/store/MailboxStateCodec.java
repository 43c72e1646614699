package io.syncline.topology.store;

import io.syncline.core.fact.Policy;
import io.syncline.core.fact.Policy.Direction;
import io.syncline.core.fact.Policy.FieldPolicy;
import io.syncline.core.fact.Policy.Preference;
import io.syncline.core.state.Guard;
import io.syncline.core.state.MailboxState;
import io.syncline.core.state.MailboxState.Reach;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Turns a mailbox's state into bytes and back, always into the same bytes. */
public final class MailboxStateCodec {

    private MailboxStateCodec() {}

    public static byte[] encode(MailboxState state) {
        StateOutput out = new StateOutput();
        out.octet(MergeStores.FORMAT);
        reach(out, state.reach());
        out.each(sorted(state.entriesMax().keySet()), (to, field) -> {
            to.text(field);
            to.number(state.entriesMax().getOrDefault(field, 0));
        });
        policy(out, state.policy());
        out.number(state.living());
        out.number(state.withheld());
        guard(out, state.guard());
        out.instant(state.strayGoneAt());
        return out.toBytes();
    }

    /** Whether this build reads what is stored there. */
    public static boolean isReadable(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == MergeStores.FORMAT;
    }

    public static MailboxState decode(byte[] bytes) {
        StateInput in = new StateInput(bytes);
        StateFormat.require("mailbox", in.octet(), MergeStores.FORMAT);
        Reach reach = new Reach(in.text(), in.flag(), in.flag(), in.flag(), in.flag(), in.flag(),
                in.flag(), in.flag(), in.instant());
        Map<String, Integer> entriesMax = new HashMap<>();
        in.list(from -> entriesMax.put(from.text(), from.size()));
        return new MailboxState(reach, entriesMax, policy(in), in.size(), in.size(), guard(in),
                in.instant());
    }

    private static void reach(StateOutput out, Reach reach) {
        out.text(reach.provider());
        out.flag(reach.idsStay());
        out.flag(reach.listed());
        out.flag(reach.available());
        out.flag(reach.enabled());
        out.flag(reach.migrating());
        out.flag(reach.migrated());
        out.flag(reach.emptied());
        out.instant(reach.readyAt());
    }

    private static void policy(StateOutput out, Policy policy) {
        out.each(sorted(policy.fields().keySet()), (to, name) -> {
            to.text(name);
            to.octet(policy.field(name).direction().ordinal());
            to.octet(policy.field(name).preference().ordinal());
        });
        out.octet(policy.deletes().ordinal());
        out.flag(policy.deleteBeatsEdit());
        out.flag(policy.privateItems());
        out.each(sorted(policy.categories()), StateOutput::text);
    }

    private static Policy policy(StateInput in) {
        Map<String, FieldPolicy> fields = new HashMap<>();
        in.list(from -> fields.put(from.text(), new FieldPolicy(
                Direction.values()[from.octet()], Preference.values()[from.octet()])));
        return new Policy(fields, Direction.values()[in.octet()], in.flag(), in.flag(),
                new HashSet<>(in.list(StateInput::text)));
    }

    private static void guard(StateOutput out, Guard guard) {
        out.each(guard.passed(), (to, passed) -> {
            to.instant(passed.at());
            to.text(passed.item());
            to.number(passed.livingBefore());
            to.flag(passed.ofWave());
        });
        out.number(guard.held());
        out.instant(guard.heldAt());
        out.instant(guard.decided().approvedAt());
        out.instant(guard.decided().rejectedAt());
        out.each(sorted(guard.undone()), StateOutput::text);
        out.number(guard.rejecting());
    }

    private static Guard guard(StateInput in) {
        List<Guard.Passed> passed = in.list(
                from -> new Guard.Passed(from.instant(), from.text(), from.size(), from.flag()));
        return new Guard(passed, in.size(), in.instant(),
                new Guard.Decided(in.instant(), in.instant()),
                new HashSet<>(in.list(StateInput::text)), in.size());
    }

    private static List<String> sorted(Collection<String> names) {
        return names.stream().sorted().toList();
    }
}
