package io.syncline.console.web.view;

/**
 * The choice among the kinds of access.
 *
 * @param tenant whose it is to be; empty: a new tenant's
 */
public record KindsPage(String tenant) {

    /** Where the form of a kind is. */
    public String form(String kind) {
        return tenant.isEmpty() ? "/tenants/new/" + kind : "/tenants/" + tenant + "/form/" + kind;
    }
}
