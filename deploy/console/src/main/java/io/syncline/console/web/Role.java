package io.syncline.console.web;

import io.javalin.security.RouteRole;

/** What a visitor may do, less first; each route names the least that it asks for. */
enum Role implements RouteRole {
    /** Nobody need be signed in. */
    ANYBODY,
    /** Sees everything, changes nothing. */
    VIEWER,
    /** Acts. */
    OPERATOR;

    boolean covers(Role asked) {
        return compareTo(asked) >= 0;
    }
}
