package io.syncline.simulator.mailbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The users who can sign in with a password, in a file of their own. Thread-safe. */
public final class Accounts {

    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final ChangeFile file;

    public Accounts(Path folder) {
        this.file = ChangeFile.open(folder.resolve("accounts.jsonl"), this::restore);
    }

    /**
     * One user.
     *
     * @param name as it signs in; its mailbox, if it has one, has the same address
     * @param password in the clear: nobody's
     * @param mayImpersonate whether it may act as any other user
     */
    public record Account(String name, String password, boolean mayImpersonate) {

        @Override
        public String toString() {
            return "Account[" + name + ", " + mayImpersonate + "]";
        }
    }

    /** Adds an account, or changes the one of that name. */
    public void put(Account account) {
        accounts.put(account.name().toLowerCase(Locale.ROOT), account);
        file.append(new ObjectMapper().createObjectNode()
                .put("name", account.name())
                .put("password", account.password())
                .put("mayImpersonate", account.mayImpersonate()));
    }

    public Optional<Account> find(String name) {
        return Optional.ofNullable(accounts.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The account, if the password is its own. */
    public Optional<Account> signedIn(String name, String password) {
        return find(name).filter(account -> account.password().equals(password));
    }

    private void restore(JsonNode line) {
        Account account = new Account(line.path("name").asText(),
                line.path("password").asText(), line.path("mayImpersonate").asBoolean());
        accounts.put(account.name().toLowerCase(Locale.ROOT), account);
    }
}
