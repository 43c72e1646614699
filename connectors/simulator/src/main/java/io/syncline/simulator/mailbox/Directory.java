package io.syncline.simulator.mailbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * The users and groups of the tenant, in files of their own. Whoever has a mailbox is a user without
 * having been added. Thread-safe.
 */
public final class Directory {

    private final SimulatedTenant tenant;
    private final Map<String, DirectoryUser> users = new ConcurrentSkipListMap<>();
    private final Map<String, DirectoryGroup> groups = new ConcurrentSkipListMap<>();
    private final ChangeFile userFile;
    private final ChangeFile groupFile;

    public Directory(Path folder, SimulatedTenant tenant) {
        this.tenant = tenant;
        this.userFile = ChangeFile.open(folder.resolve("users.jsonl"),
                line -> keep(DirectoryUser.ofJson(line)));
        this.groupFile = ChangeFile.open(folder.resolve("groups.jsonl"),
                line -> keep(DirectoryGroup.ofJson(line)));
    }

    /** Adds a user, or changes the one of that address. */
    public void put(DirectoryUser user) {
        keep(user);
        userFile.append(user.json());
    }

    /** Adds a group, or changes the one of that address; of that name, where it has no address. */
    public void put(DirectoryGroup group) {
        keep(group);
        groupFile.append(group.json());
    }

    public List<DirectoryUser> users() {
        return Stream.concat(users.values().stream(),
                tenant.addresses()
                        .stream()
                        .filter(address -> !users.containsKey(address))
                        .map(DirectoryUser::plain))
                .toList();
    }

    public List<DirectoryGroup> groups() {
        return List.copyOf(groups.values());
    }

    /** The user of an address or a GUID. */
    public Optional<DirectoryUser> user(String name) {
        String address = name.toLowerCase(Locale.ROOT);
        if (address.indexOf('@') < 0) {
            return users().stream().filter(user -> user.id().equals(address)).findFirst();
        }
        return Optional.ofNullable(users.get(address))
                .or(() -> Optional.of(address).filter(tenant::has).map(DirectoryUser::plain));
    }

    /** The group of a GUID. */
    public Optional<DirectoryGroup> group(String id) {
        return groups().stream().filter(group -> group.id().equalsIgnoreCase(id)).findFirst();
    }

    /** The group of an address. */
    public Optional<DirectoryGroup> groupOfMail(String address) {
        return groups().stream().filter(group -> group.hasMail(address)).findFirst();
    }

    /** Those who were put into a group; an address that nobody has here is a mail contact. */
    public List<DirectoryObject> members(DirectoryGroup group) {
        return group.members().stream().map(this::member).distinct().toList();
    }

    /** The members, and those of groups that are members. */
    public List<DirectoryObject> transitiveMembers(DirectoryGroup group) {
        Set<DirectoryObject> found = new LinkedHashSet<>(members(group));
        List<DirectoryObject> open = new ArrayList<>(found);
        while (!open.isEmpty()) {
            if (open.removeLast() instanceof DirectoryGroup inner) {
                members(inner).stream().filter(found::add).forEach(open::add);
            }
        }
        return List.copyOf(found);
    }

    /** The groups that a user was put into, and the role it has. */
    public List<DirectoryObject> memberOf(DirectoryUser user) {
        Stream<DirectoryObject> its = groups().stream()
                .filter(group -> group.members()
                        .stream()
                        .anyMatch(user.address()::equalsIgnoreCase))
                .map(group -> group);
        return user.administrator()
                ? Stream.concat(its, Stream.of(DirectoryRole.ADMINISTRATOR)).toList()
                : its.toList();
    }

    private DirectoryObject member(String address) {
        return user(address).<DirectoryObject>map(user -> user)
                .or(() -> groupOfMail(address))
                .orElseGet(() -> new DirectoryContact(address));
    }

    private void keep(DirectoryUser user) {
        users.put(user.address().toLowerCase(Locale.ROOT), user);
    }

    private void keep(DirectoryGroup group) {
        groups.put(group.id(), group);
    }
}
