package io.syncline.ews;

import io.syncline.ews.client.EwsClient;
import io.syncline.ews.client.EwsFailures;
import io.syncline.ews.soap.Folder;
import io.syncline.ews.soap.FolderRef;
import io.syncline.ews.soap.GetFolder;
import io.syncline.ews.soap.Outcome;
import io.syncline.ews.soap.ResolveNames;
import io.syncline.ews.soap.ServiceError;
import io.syncline.port.Answer;
import io.syncline.port.Failure;
import io.syncline.port.verify.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges one mailbox by a look at its contact folder, and by what the directory calls its address. */
final class EwsMailbox {

    private static final String ANOTHER = "Name the mailbox of a standard user for the test";
    private static final String USERS = "Mailbox";
    private static final Map<String, String> OTHERS = Map.of("PublicDL", "a distribution list",
            "PrivateDL", "a person's own list", "GroupMailbox", "a Microsoft 365 group",
            "PublicFolder", "a public folder", "Contact", "a contact's");

    private final EwsClient client;
    private final boolean impersonates;
    private final EwsRemedies remedies;

    /** @param impersonates whether requests act as the mailbox's owner */
    EwsMailbox(EwsClient client, boolean impersonates, EwsRemedies remedies) {
        this.client = client;
        this.impersonates = impersonates;
        this.remedies = remedies;
    }

    /** Looks at the contact folder; a failure is one of the way there, and no word of the service. */
    Answer<Outcome<Folder>> look(String address) {
        return client.one(address, new GetFolder(List.of(
                new FolderRef.Distinguished("contacts", impersonates ? "" : address))));
    }

    /** Whether the address is a user's mailbox; whether an administrator's, EWS does not tell. */
    Finding isOfUser(String address) {
        return refusal(look(address)).map(remedies::explained)
                .orElseGet(() -> sorted(address));
    }

    /** Whether a mailbox that is not to be reached refuses us. */
    Finding isClosed(String address) {
        Optional<Failure> refusal = refusal(look(address));
        if (refusal.isEmpty()) {
            return Finding.failed("The application can read " + address + ", although access"
                    + " should be limited", remedies.limiting());
        }
        if (remedies.isNobody(refusal.get())) {
            return Finding.failed("There is no mailbox " + address,
                    "Name an existing mailbox, one that Syncline is not to reach");
        }
        return remedies.isClosed(refusal.get())
                ? Finding.passed("The application is refused in " + address)
                : remedies.explained(refusal.get());
    }

    private Finding sorted(String address) {
        if (!(client.one(address, new ResolveNames(
                address)) instanceof Answer.Of<Outcome<String>>(Outcome.Done<String>(String type)))) {
            return untold(address);
        }
        if (OTHERS.containsKey(type)) {
            return Finding.failed(address + " is " + OTHERS.get(type) + ", not a user's mailbox",
                    ANOTHER);
        }
        return type.equals(USERS)
                ? Finding.passed(address + " is a mailbox of its own, neither a list nor a group;"
                        + " whether an administrator's, EWS does not tell")
                : untold(address);
    }

    private static Finding untold(String address) {
        return Finding.warned("A mailbox answers at " + address
                + "; whether it is a standard user's cannot be told",
                "Make sure yourself that it is not a group's and not an administrator's");
    }

    private static Optional<Failure> refusal(Answer<Outcome<Folder>> answer) {
        return switch (answer) {
            case Answer.Failed<Outcome<Folder>>(Failure failure) -> Optional.of(failure);
            case Answer.Of<Outcome<Folder>>(Outcome.Refused<Folder>(ServiceError error)) ->
                Optional.of(EwsFailures.of(error));
            case Answer.Of<Outcome<Folder>>(Outcome.Done<Folder> done) -> Optional.empty();
        };
    }
}
