package io.syncline.console.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.console.letters.Letter;
import io.syncline.console.letters.LetterDesk.Decided;
import io.syncline.console.letters.LetterFilter;
import io.syncline.console.letters.OpenedLetter;
import io.syncline.console.proof.FlowHistory;
import io.syncline.console.proof.MailboxStanding;
import io.syncline.console.proof.RaisedAlert;
import io.syncline.console.proof.Stage;
import io.syncline.console.proof.Verdict;
import io.syncline.console.system.HeldDelete;
import io.syncline.console.system.OpenMatch;
import io.syncline.console.system.Person;
import io.syncline.console.web.OperatorActs.Result;
import io.syncline.schemas.registry.Proof;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the operators' part of the API tells. */
final class OperatingJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private OperatingJson() {}

    static ObjectNode overview(Operating operating, Instant now) {
        List<MailboxStanding> standings = operating.standings().all();
        ObjectNode json = JSON.createObjectNode()
                .put("reading", operating.isReading())
                .put("heldDeletes", operating.watch().held().size())
                .put("ambiguous", operating.watch().ambiguous())
                .put("deadLetters",
                        operating.watch().letters().list(LetterFilter.UNDECIDED, now).size());
        ObjectNode mailboxes = json.putObject("mailboxes");
        for (Verdict verdict : Verdict.values()) {
            mailboxes.put(name(verdict), standings.stream()
                    .filter(standing -> standing.verdict(now) == verdict)
                    .count());
        }
        ArrayNode stages = json.putArray("stages");
        for (Stage stage : Stage.values()) {
            stages.add(of(stage, operating.watch().flow(), now));
        }
        return json;
    }

    private static ObjectNode of(Stage stage, FlowHistory flow, Instant now) {
        ObjectNode json = JSON.createObjectNode()
                .put("stage", stage.name().toLowerCase(Locale.ROOT))
                .put("perSecond", FlowViews.present(flow.rates(stage)));
        flow.last().map(sample -> sample.stages().get(stage)).ifPresent(reading -> {
            json.put("waiting", reading.waiting());
            reading.waitingSince()
                    .ifPresent(since -> json.put("oldestSeconds",
                            Duration.between(since, now).toMillis() / 1_000.0));
        });
        return json;
    }

    static ObjectNode of(MailboxStanding standing, Map<String, String> reasons, Instant now) {
        ObjectNode json = JSON.createObjectNode()
                .put("mailbox", standing.mailbox().toString())
                .put("address", standing.address())
                .put("stands", name(standing.verdict(now)))
                .put("participation",
                        standing.participation().name().toLowerCase(Locale.ROOT))
                .put("provider", standing.provider())
                .put("heldDeletes", standing.held())
                .put("ambiguous", standing.ambiguous())
                .put("outstanding", standing.outstanding());
        standing.listedAt().ifPresent(at -> json.put("listedAt", at.toString()));
        standing.proof().ifPresent(proof -> json.set("proof", of(proof)));
        standing.unavailable()
                .ifPresent(closed -> json.putObject("unavailable")
                        .put("since", closed.since().toString())
                        .put("reason", reasons.get(closed.factId())));
        standing.changing().ifPresent(to -> json.put("changingTo", to));
        standing.problem().ifPresent(problem -> json.put("changeProblem", problem));
        standing.outstandingSince().ifPresent(at -> json.put("outstandingSince", at.toString()));
        standing.behindSince().ifPresent(at -> json.put("behindSince", at.toString()));
        standing.further()
                .ifPresent(further -> json.putObject("further")
                        .put("parked", further.parked())
                        .put("withheld", further.withheld())
                        .put("due", further.due())
                        .put("conflicts", further.conflicts()));
        standing.waitsFor().forEach(json.putArray("waitsFor")::add);
        standing.underWay(now).forEach(json.putArray("underWay")::add);
        return json;
    }

    private static ObjectNode of(Proof proof) {
        ObjectNode json = JSON.createObjectNode()
                .put("startedAt", proof.getStartedAt().toString())
                .put("endedAt", proof.getEndedAt().toString())
                .put("listed", proof.getListed())
                .put("equal", proof.getEqual())
                .put("differing", proof.getDiffering());
        ArrayNode differences = json.putArray("differences");
        proof.getDifferences()
                .forEach(difference -> differences.addObject()
                        .put("externalId", difference.getExternalId())
                        .put("why", difference.getWhy()));
        return json;
    }

    static ObjectNode of(HeldDelete held) {
        ObjectNode json = person(HeldRoutes.key(held).text(), held.person());
        return json.put("mailbox", held.mailbox().toString())
                .put("deletedBy", held.by().name().toLowerCase(Locale.ROOT))
                .put("deletedAt", held.at().toString())
                .put("evidence", held.evidence());
    }

    static ObjectNode of(OpenMatch open) {
        ObjectNode json = person(MatchRoutes.key(open).text(), open.person());
        json.put("mailbox", open.mailbox().toString()).put("foundAt", open.at().toString());
        ArrayNode candidates = json.putArray("candidates");
        open.candidates()
                .forEach(candidate -> candidates
                        .add(person(candidate.item(), candidate.person())));
        return json;
    }

    private static ObjectNode person(String item, Person person) {
        ObjectNode json = JSON.createObjectNode().put("item", item).put("name", person.name());
        person.emails().forEach(json.putArray("emails")::add);
        return json;
    }

    static ObjectNode of(Letter letter) {
        ObjectNode json = JSON.createObjectNode()
                .put("letter", letter.id().toString())
                .put("at", letter.at().toString())
                .put("tenant", letter.tenant())
                .put("mailbox", letter.mailbox())
                .put("topic", letter.topic())
                .put("partition", letter.partition())
                .put("offset", letter.offset())
                .put("service", letter.service())
                .put("code", letter.code())
                .put("reason", letter.reason());
        letter.fate()
                .ifPresent(fate -> json.putObject("fate")
                        .put("act", fate.act().done())
                        .put("who", fate.who())
                        .put("at", fate.at().toString())
                        .put("why", fate.why()));
        return json;
    }

    static ObjectNode of(OpenedLetter opened) {
        return JSON.createObjectNode()
                .put("letter", opened.id().toString())
                .put("at", opened.at().toString())
                .put("topic", opened.letter().getTopic())
                .put("partition", opened.letter().getPartition())
                .put("offset", opened.letter().getOffset())
                .put("service", opened.letter().getService())
                .put("code", opened.letter().getCode())
                .put("reason", opened.letter().getReason())
                .put("key", opened.key())
                .put("value", opened.text().orElse(null))
                .put("base64", opened.base64());
    }

    static ObjectNode of(Result result) {
        ObjectNode json = JSON.createObjectNode()
                .put("taken", result.taken())
                .put("unanswered", result.unanswered());
        result.refused().forEach(json.putArray("refused")::add);
        return json;
    }

    static ObjectNode of(Decided decided) {
        ObjectNode json = JSON.createObjectNode();
        decided.done().forEach(id -> json.withArray("done").add(id.toString()));
        ObjectNode refused = json.putObject("refused");
        decided.refused().forEach((id, why) -> refused.put(id.toString(), why));
        return json;
    }

    static ObjectNode of(RaisedAlert alert) {
        return JSON.createObjectNode()
                .put("severity", alert.severity().name().toLowerCase(Locale.ROOT))
                .put("code", alert.code())
                .put("message", alert.message())
                .put("about", AlertRoutes.about(alert))
                .put("at", alert.at().toString())
                .put("times", alert.times())
                .put("settled", alert.settled())
                .put("whatToDo", AlertRoutes.what(alert));
    }

    private static String name(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
