package io.syncline.simulator.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.syncline.simulator.mailbox.DirectoryGroup;
import io.syncline.simulator.mailbox.DirectoryObject;
import io.syncline.simulator.mailbox.DirectoryUser;
import io.syncline.simulator.mailbox.JsonWord;
import io.syncline.simulator.mailbox.People.Person;
import java.util.Optional;

/** What tests arrange about identities: applications, certificates, users, groups, people. */
final class AdminEntra {

    private final SimulatorSettings settings;
    private final Entra entra;

    AdminEntra(SimulatorSettings settings, Entra entra) {
        this.settings = settings;
        this.entra = entra;
    }

    void routes(RoutesConfig routes) {
        routes.post("/admin/applications", context -> {
            entra.applications().put(AdminApi.body(context));
            context.status(201);
        });
        routes.post("/admin/certificates", context -> entra.assertions()
                .register(Optional.ofNullable(context.queryParam("clientId"))
                        .orElse(settings.clientId()), context.bodyAsBytes()));
        routes.post("/admin/users", context -> {
            DirectoryUser user = DirectoryUser.ofJson(AdminApi.body(context));
            entra.directory().put(user);
            made(context, user);
        });
        routes.post("/admin/groups", context -> {
            DirectoryGroup group = DirectoryGroup.ofJson(AdminApi.body(context));
            entra.directory().put(group);
            made(context, group);
        });
        routes.post("/admin/people", context -> {
            entra.people().put(Person.ofJson(AdminApi.body(context)));
            context.status(201);
        });
        routes.post("/admin/people/{address}/mischief", this::arm);
    }

    private void arm(Context context) {
        String address = context.pathParam("address");
        if (entra.people().find(address).isEmpty()) {
            context.status(404).result("There is no such person: " + address + "\n");
        } else {
            entra.signIn()
                    .arm(address, JsonWord.read(Mischief.class,
                            AdminApi.body(context).path("kind").asText()));
        }
    }

    private static void made(Context context, DirectoryObject object) {
        ObjectNode answer = new ObjectMapper().createObjectNode().put("id", object.id());
        context.status(201).contentType("application/json").result(answer.toString());
    }
}
