package io.syncline.console.web;

import io.syncline.console.tenant.Actor;
import java.util.Optional;

/**
 * Who makes a request.
 *
 * @param name as they signed in
 * @param door by which they came: page or api
 * @param session empty for a program that shows the API token
 */
record Visitor(String name, Role role, String door, Optional<Session> session) {

    private static final String PROGRAM = "api token";

    /** A program; it operates. */
    static Visitor program() {
        return new Visitor(PROGRAM, Role.OPERATOR, "api", Optional.empty());
    }

    static Visitor of(Session session, boolean byApi) {
        return new Visitor(session.name(), session.role(), byApi ? "api" : "page",
                Optional.of(session));
    }

    /** For the audit record. */
    Actor actor() {
        return new Actor(name, door);
    }

    /** By what acts are counted. */
    String key() {
        return session.map(Session::hash).orElse(PROGRAM);
    }

    /** Says something on the next page. */
    void tell(String text) {
        session.ifPresent(open -> open.tell(text));
    }
}
