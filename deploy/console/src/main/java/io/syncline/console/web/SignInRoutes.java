package io.syncline.console.web;

import com.nimbusds.oauth2.sdk.GeneralException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.syncline.console.tenant.Actor;
import io.syncline.console.web.OidcSignIn.Outcome;
import io.syncline.console.web.view.NewLink;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets people in and out: by an OpenID provider, or by one-time links where none is configured. */
final class SignInRoutes {

    static final String SIGN_IN = "/sign-in";
    static final String CALLBACK = "/sign-in/callback";

    private static final Logger LOGGER = LoggerFactory.getLogger(SignInRoutes.class);
    private static final String BEGIN = "/sign-in/begin";
    private static final String LINK = "/link/";
    private static final String LOCAL_NAME = "local operator";

    private final Sessions sessions;
    private final Cookies cookies;
    private final OneTimeLinks links;
    private final Optional<OidcSignIn> provider;
    private final Pages pages;
    private final Audit audit;
    private final Supplier<URI> base;

    /** Keeps who did what. */
    interface Audit {
        void record(Actor actor, String action, String detail);
    }

    /**
     * @param provider empty where one-time links let people in
     * @param base as browsers reach the console
     */
    SignInRoutes(Sessions sessions, Cookies cookies, OneTimeLinks links,
            Optional<OidcSignIn> provider, Pages pages, Audit audit, Supplier<URI> base) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.links = links;
        this.provider = provider;
        this.pages = pages;
        this.audit = audit;
        this.base = base;
    }

    void routes(RoutesConfig routes) {
        routes.get(SIGN_IN, context -> pages.show(context, "sign-in", "Sign in", base.get()),
                Role.ANYBODY);
        routes.post("/sign-out", this::signOut, Role.VIEWER);
        if (provider.isPresent()) {
            routes.get(BEGIN, context -> begin(context, provider.get()), Role.ANYBODY);
            routes.get(CALLBACK, context -> end(context, provider.get()), Role.ANYBODY);
        } else {
            routes.get(LINK + "{token}", this::useLink, Role.ANYBODY);
            routes.post("/links", this::makeLink, Role.OPERATOR);
        }
    }

    /** A link that lets its reader in once. */
    URI link() {
        return base.get().resolve(LINK + links.make());
    }

    private void useLink(Context context) {
        if (!links.use(context.pathParam("token"))) {
            throw new Problem(403, "", "This link was used before, or is older than "
                    + OneTimeLinks.VALID.toMinutes()
                    + " minutes. Start the console again for another"
                    + " one, or ask somebody who is signed in to make one.");
        }
        welcome(context, LOCAL_NAME, Role.OPERATOR);
    }

    private void makeLink(Context context) {
        audit.record(Guard.visitor(context).actor(), "link-made", "");
        pages.show(context, "link", "A new sign-in link",
                new NewLink(link().toString(), OneTimeLinks.VALID.toMinutes()));
    }

    private void begin(Context context, OidcSignIn oidc) {
        try {
            OidcSignIn.Start start = oidc.begin();
            cookies.putSignIn(context, start.ticket(), OidcSignIn.BEGUN_MAX);
            context.redirect(start.at().toString());
        } catch (IOException | GeneralException e) {
            LOGGER.atError().setCause(e).log("The OpenID provider does not answer");
            throw new Problem(502, "", "The service that signs people in does not answer. Try again"
                    + " in a minute; if it stays so, tell whoever runs Syncline.");
        }
    }

    private void end(Context context, OidcSignIn oidc) {
        switch (oidc.end(cookies.takeSignIn(context).orElse(null), context.queryParamMap())) {
            case Outcome.In(String name, Role role) -> welcome(context, name, role);
            case Outcome.WithoutRole(String name) -> {
                audit.record(new Actor(name, "page"), "sign-in-refused", "without a role");
                throw new Problem(403, "",
                        "You are known, and nobody has given you a role here. Ask"
                                + " whoever manages sign-ins for the operator's role, to act, or the"
                                + " viewer's, to look; then sign in again.");
            }
            case Outcome.Failed(String why) -> {
                LOGGER.atWarn().addKeyValue("reason", why).log("A sign-in failed");
                throw new Problem(403, "", "The sign-in did not succeed. It may have taken longer"
                        + " than " + OidcSignIn.BEGUN_MAX.toMinutes() + " minutes, or was begun in"
                        + " another browser. Please begin again.");
            }
        }
    }

    /** Under a new id, so that nobody who knew the old one comes along. */
    private void welcome(Context context, String name, Role role) {
        audit.record(new Actor(name, "page"), "signed-in", role.name());
        cookies.session(context).ifPresent(sessions::close);
        cookies.putSession(context, sessions.open(name, role));
        context.redirect("/", HttpStatus.SEE_OTHER);
    }

    private void signOut(Context context) {
        audit.record(Guard.visitor(context).actor(), "signed-out", "");
        cookies.session(context).ifPresent(sessions::close);
        cookies.dropSession(context);
        context.redirect(SIGN_IN, HttpStatus.SEE_OTHER);
    }
}
