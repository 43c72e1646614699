package io.syncline.simulator.http;

import io.javalin.config.RoutesConfig;
import io.syncline.simulator.mailbox.Accounts;
import io.syncline.simulator.mailbox.Application;
import io.syncline.simulator.mailbox.Applications;
import io.syncline.simulator.mailbox.Directory;
import io.syncline.simulator.mailbox.People;
import io.syncline.simulator.mailbox.SimulatedTenant;

/**
 * The tenant's identity service: who is known to it, what they may do, and the doors at which they say
 * who they are.
 */
record Entra(Applications applications, Accounts accounts, Directory directory, People people,
        ClientAssertions assertions, Tokens tokens, TokenEndpoint endpoint, SignIn signIn) {

    static Entra of(SimulatorSettings settings, SimulatedTenant tenant) {
        Applications applications = new Applications(settings.data(), Application.unlimited(
                settings.directoryId(), settings.clientId(), settings.clientSecret()));
        Accounts accounts = new Accounts(settings.data());
        People people = new People(settings.data());
        ClientAssertions assertions = new ClientAssertions(tenant.clock());
        Clients clients = new Clients(applications, assertions, tenant.clock());
        Tokens tokens = new Tokens(applications);
        AuthorizationCodes codes = new AuthorizationCodes(tenant.clock());
        IdTokens idTokens = new IdTokens();
        return new Entra(applications, accounts, new Directory(settings.data(), tenant), people,
                assertions, tokens,
                new TokenEndpoint(clients, accounts, tokens, codes, idTokens),
                new SignIn(clients, people, codes, idTokens));
    }

    void routes(RoutesConfig routes) {
        routes.post("/{tenant}/oauth2/v2.0/token", endpoint::issue);
        signIn.routes(routes);
    }
}
