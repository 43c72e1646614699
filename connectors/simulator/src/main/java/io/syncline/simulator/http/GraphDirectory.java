package io.syncline.simulator.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.syncline.simulator.http.Tokens.Grant;
import io.syncline.simulator.mailbox.Directory;
import io.syncline.simulator.mailbox.DirectoryGroup;
import io.syncline.simulator.mailbox.DirectoryObject;
import io.syncline.simulator.mailbox.DirectoryUser;
import io.syncline.simulator.mailbox.GraphError;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The part of Graph that is about users and groups; it is only read. */
final class GraphDirectory {

    private static final String USERS = "/v1.0/users";
    private static final String GROUPS = "/v1.0/groups";
    private static final String GROUP = GROUPS + "/{group}";

    private final GraphDoor door;
    private final Directory directory;

    GraphDirectory(GraphDoor door, Directory directory) {
        this.door = door;
        this.directory = directory;
    }

    private interface Read {
        void of(Context context, Grant grant);
    }

    void routes(RoutesConfig routes) {
        Set<String> user = DirectoryJson.USER_ROLES;
        Set<String> group = DirectoryJson.GROUP_ROLES;
        routes.get(USERS, read(user, this::users));
        routes.get(USERS + "/{user}", read(user, (context, grant) -> GraphContacts.reply(context,
                200, json(context, grant).of(user(context)))));
        Handler memberOf = read(user, (context, grant) -> objects(context, grant,
                directory.memberOf(user(context))));
        routes.get(USERS + "/{user}/memberOf", memberOf);
        routes.get(USERS + "/{user}/memberOf/{type}", memberOf);
        routes.get(GROUPS, read(group, this::groups));
        routes.get(GROUP, read(group, (context, grant) -> GraphContacts.reply(context, 200,
                json(context, grant).of(group(context)))));
        Handler members = read(group, (context, grant) -> objects(context, grant,
                directory.members(group(context))));
        routes.get(GROUP + "/members", members);
        routes.get(GROUP + "/members/{type}", members);
        Handler transitive = read(group, (context, grant) -> objects(context, grant,
                directory.transitiveMembers(group(context))));
        routes.get(GROUP + "/transitiveMembers", transitive);
        routes.get(GROUP + "/transitiveMembers/{type}", transitive);
    }

    private Handler read(Set<String> roles, Read read) {
        return door.handler((context, grant) -> door.exposed(context, () -> {
            if (!grant.hasAny(roles)) {
                throw new GraphError(403, "Authorization_RequestDenied",
                        "Insufficient privileges to complete the operation.");
            }
            read.of(context, grant);
            return "";
        }));
    }

    private void users(Context context, Grant grant) {
        boolean isAdvanced = "eventual".equalsIgnoreCase(context.header("ConsistencyLevel"))
                && "true".equals(context.queryParam("$count"));
        List<DirectoryUser> found = directory.users()
                .stream()
                .filter(DirectoryFilter.ofUsers(filter(context), isAdvanced))
                .toList();
        DirectoryPage.answer(context, found, json(context, grant)::of);
    }

    private void groups(Context context, Grant grant) {
        List<DirectoryGroup> found = directory.groups()
                .stream()
                .filter(DirectoryFilter.ofGroups(filter(context)))
                .toList();
        DirectoryPage.answer(context, found, json(context, grant)::of);
    }

    /** All of them, or those of the type to which the path casts. */
    private static void objects(Context context, Grant grant, List<DirectoryObject> all) {
        String type = context.pathParamMap().getOrDefault("type", "").replace("microsoft.", "");
        DirectoryPage.answer(context, all.stream()
                .filter(object -> type.isEmpty()
                        || DirectoryJson.type(object).equals("#microsoft." + type))
                .toList(), json(context, grant)::of);
    }

    private static DirectoryJson json(Context context, Grant grant) {
        return DirectoryJson.of(context.queryParam("$select"), grant);
    }

    private static String filter(Context context) {
        return Optional.ofNullable(context.queryParam("$filter")).orElse("").strip();
    }

    private DirectoryUser user(Context context) {
        return directory.user(context.pathParam("user"))
                .orElseThrow(() -> notFound(context.pathParam("user")));
    }

    private DirectoryGroup group(Context context) {
        return directory.group(context.pathParam("group"))
                .orElseThrow(() -> notFound(context.pathParam("group")));
    }

    private static GraphError notFound(String name) {
        return new GraphError(404, "Request_ResourceNotFound", "Resource '" + name + "' does not "
                + "exist or one of its queried reference-property objects are not present.");
    }
}
