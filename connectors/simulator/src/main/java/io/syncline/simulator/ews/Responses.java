package io.syncline.simulator.ews;

import io.syncline.simulator.mailbox.GraphError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The outer form of answers: one response message for each thing that was asked for. */
final class Responses {

    /** What an error holds besides its code, by operation: the schema, and clients, want it. */
    private static final Map<String, List<Element>> ON_ERROR = Map.of(
            "GetItem", List.of(Element.of("m:Items")),
            "CreateItem", List.of(Element.of("m:Items")),
            "UpdateItem", List.of(Element.of("m:Items")),
            "MoveItem", List.of(Element.of("m:Items")),
            "CopyItem", List.of(Element.of("m:Items")),
            "SyncFolderItems", List.of(Element.of("m:SyncState"),
                    Element.text("m:IncludesLastItemInRange", "true")),
            "SyncFolderHierarchy", List.of(Element.of("m:SyncState"),
                    Element.text("m:IncludesLastFolderInRange", "true")));

    private Responses() {}

    static Element of(String operation, List<Element> messages) {
        return Element.of("m:" + operation + "Response",
                Element.of("m:ResponseMessages", messages));
    }

    /** One message for each target, in their order; one that fails does not hinder the others. */
    static Element each(String operation, List<Element> targets,
            Function<Element, List<Element>> work) {
        return of(operation, targets.stream()
                .map(target -> message(operation, () -> work.apply(target)))
                .toList());
    }

    static Element one(String operation, Supplier<List<Element>> work) {
        return of(operation, List.of(message(operation, work)));
    }

    /** So many messages that all say the same error. */
    static Element refusals(String operation, int count, EwsError error) {
        return of(operation, Collections.nCopies(count, refusal(operation, error)));
    }

    static Element success(String operation, List<Element> content) {
        return message(operation, "Success", List.of(
                Element.text("m:ResponseCode", "NoError"))).and(content);
    }

    static Element refusal(String operation, EwsError error) {
        List<Element> content = new ArrayList<>();
        content.add(Element.text("m:MessageText", String.valueOf(error.getMessage())));
        content.add(Element.text("m:ResponseCode", error.code()));
        content.add(Element.text("m:DescriptiveLinkKey", "0"));
        if (!error.values().isEmpty()) {
            content.add(Element.of("m:MessageXml", values(error)));
        }
        content.addAll(ON_ERROR.getOrDefault(operation, List.of()));
        return message(operation, "Error", content);
    }

    /** What an error says beyond its code, as {@code t:Value} elements. */
    static List<Element> values(EwsError error) {
        return new TreeMap<>(error.values()).entrySet()
                .stream()
                .map(entry -> Element.text("t:Value", entry.getValue())
                        .with("Name", entry.getKey()))
                .toList();
    }

    private static Element message(String operation, Supplier<List<Element>> work) {
        try {
            return success(operation, work.get());
        } catch (EwsError e) {
            return refusal(operation, e);
        } catch (GraphError e) {
            return refusal(operation, EwsError.of(e));
        }
    }

    private static Element message(String operation, String outcome, List<Element> content) {
        return Element.of("m:" + operation + "ResponseMessage", content)
                .with("ResponseClass", outcome);
    }
}
