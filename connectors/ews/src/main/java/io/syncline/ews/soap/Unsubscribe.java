package io.syncline.ews.soap;

/** Ends a subscription. */
public record Unsubscribe(String subscription) implements Operation<Boolean> {

    @Override
    public Element body() {
        return Element.message("Unsubscribe", Element.message("SubscriptionId", subscription));
    }

    @Override
    public Boolean value(Element message) {
        return true;
    }
}
