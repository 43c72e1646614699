package io.syncline.graph;

import io.syncline.port.RequestBudget;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Makes no request before the tenant's budget lets it. One that would wait too long is answered as the service
 * itself answers when it is asked too often, but by a code of our own, and is not made. The only interceptor that is in place.
 */
final class WithinBudget implements Interceptor {

    /** No service answers so. */
    static final String CODE = "SynclineBudget";

    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String BODY = "{\"error\": {\"code\": \"" + CODE + "\", \"message\":"
            + " \"This instance's share of the tenant's requests is used up\"}}";

    private final RequestBudget budget;

    WithinBudget(RequestBudget budget) {
        this.budget = budget;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        try {
            return budget.take(PATIENCE) ? chain.proceed(chain.request()) : refusal(chain);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for the tenant's budget");
        }
    }

    private static Response refusal(Chain chain) {
        return new Response.Builder().request(chain.request())
                .protocol(Protocol.HTTP_1_1)
                .code(TOO_MANY_REQUESTS)
                .message("Too Many Requests")
                .header("Retry-After", "1")
                .header("Content-Type", "application/json")
                .body(ResponseBody.create(BODY, MediaType.get("application/json")))
                .build();
    }
}
