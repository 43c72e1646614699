package io.syncline.gateway.run;

import io.syncline.gateway.GatewayService;
import io.syncline.service.run.ServiceMain;

/** Runs {@code gateway} in a process of its own. */
public final class GatewayMain {

    private GatewayMain() {}

    public static void main(String[] arguments) {
        ServiceMain.run("gateway", arguments, GatewayService::new);
    }
}
