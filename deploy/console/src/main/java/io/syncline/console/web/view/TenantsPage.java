package io.syncline.console.web.view;

import java.util.List;

/**
 * All tenants.
 *
 * @param configured the ids of those that the configuration names, which is where they are managed
 */
public record TenantsPage(List<TenantRow> tenants, List<String> configured) {
    public TenantsPage {
        tenants = List.copyOf(tenants);
        configured = List.copyOf(configured);
    }
}
