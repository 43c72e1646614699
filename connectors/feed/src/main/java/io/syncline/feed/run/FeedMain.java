package io.syncline.feed.run;

import io.syncline.feed.FeedService;
import io.syncline.service.run.ServiceMain;

/** Runs {@code feed} in a process of its own. */
public final class FeedMain {

    private FeedMain() {}

    public static void main(String[] arguments) {
        ServiceMain.run("feed", arguments, FeedService::new);
    }
}
