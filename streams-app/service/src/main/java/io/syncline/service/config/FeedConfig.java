package io.syncline.service.config;

import java.util.List;

/**
 * Whose contacts are copied to topics of their tenant's own.
 *
 * @param tenants the tenants' ids; none: the service feed has nothing to do
 */
public record FeedConfig(List<String> tenants) {

    public FeedConfig {
        tenants = List.copyOf(tenants);
        tenants.forEach(tenant -> Check.text("feed.tenants", tenant));
        Check.distinct("feed.tenants", tenants);
    }
}
