package io.syncline.simulator.mailbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The applications of all directories, in a file of their own. Thread-safe. */
public final class Applications {

    private final Map<Key, Application> applications = new ConcurrentHashMap<>();
    private final String ownDirectory;
    private final ChangeFile file;

    /** Ids are compared as Entra does it, whatever their case. */
    private record Key(String directoryId, String clientId) {
        static Key of(String directoryId, String clientId) {
            return new Key(directoryId.toLowerCase(Locale.ROOT),
                    clientId.toLowerCase(Locale.ROOT));
        }
    }

    /** @param own the one that is there from the start, unless the file says something else of it */
    public Applications(Path folder, Application own) {
        this.ownDirectory = own.directoryId();
        this.file = ChangeFile.open(folder.resolve("applications.jsonl"),
                line -> keep(Application.ofJson(line, ownDirectory, List.of())));
        applications.putIfAbsent(Key.of(own.directoryId(), own.clientId()), own);
    }

    /** Adds an application, or changes the one of that id; its directory is known from now on. */
    public synchronized void put(JsonNode json) {
        Application application = Application.ofJson(json, ownDirectory,
                find(json.path("directoryId").asText(ownDirectory),
                        json.path("clientId").asText("")).map(Application::secrets)
                        .orElse(List.of()));
        keep(application);
        file.append(application.json());
    }

    public Optional<Application> find(String directoryId, String clientId) {
        return Optional.ofNullable(applications.get(Key.of(directoryId, clientId)));
    }

    /** Whether there is a directory of that id. */
    public boolean isDirectory(String id) {
        return applications.values()
                .stream()
                .anyMatch(application -> application.directoryId().equalsIgnoreCase(id));
    }

    private void keep(Application application) {
        applications.put(Key.of(application.directoryId(), application.clientId()), application);
    }
}
