package io.syncline.ews.client;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes a body of limited size into memory. */
final class LimitedBody implements Consumer<Optional<byte[]>> {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int bytesMax;

    private LimitedBody(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    static BodyHandler<byte[]> handler(int bytesMax) {
        return response -> subscriber(bytesMax);
    }

    private static BodySubscriber<byte[]> subscriber(int bytesMax) {
        LimitedBody body = new LimitedBody(bytesMax);
        return BodySubscribers.mapping(BodySubscribers.ofByteArrayConsumer(body),
                done -> body.bytes.toByteArray());
    }

    /** What is thrown here ends the exchange as a failure of the network would. */
    @Override
    public void accept(Optional<byte[]> part) {
        part.ifPresent(bytes::writeBytes);
        if (bytes.size() > bytesMax) {
            throw new IllegalStateException("The answer is larger than " + bytesMax + " bytes");
        }
    }
}
