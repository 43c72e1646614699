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
        this.file = ChangeFile.open(folder.resolve("accounts.jsonl"),
                line -> keep(Account.ofJson(line)));
    }

    /** Why a right password is not enough, if it is not. */
    public enum State {
        /** It is enough. */
        OK,
        /** AADSTS50076. */
        MFA,
        /** AADSTS50053, whatever the password. */
        LOCKED,
        /** AADSTS50057. */
        DISABLED,
        /** AADSTS50055. */
        PASSWORD_EXPIRED,
        /** AADSTS53003. */
        CONDITIONAL_ACCESS
    }

    /**
     * One user.
     *
     * @param name as it signs in; its mailbox, if it has one, has the same address
     * @param password in the clear: nobody's
     * @param mayImpersonate whether it may act as any other user
     */
    public record Account(String name, String password, boolean mayImpersonate, State state) {

        /** One that nothing keeps out. */
        public Account(String name, String password, boolean mayImpersonate) {
            this(name, password, mayImpersonate, State.OK);
        }

        /** Reads a line of the file, or what the admin door was sent. */
        public static Account ofJson(JsonNode json) {
            return new Account(json.path("name").asText(), json.path("password").asText(),
                    json.path("mayImpersonate").asBoolean(false),
                    JsonWord.read(State.class, json.path("state").asText("ok")));
        }

        @Override
        public String toString() {
            return "Account[" + name + ", " + mayImpersonate + ", " + state + "]";
        }
    }

    /** Adds an account, or changes the one of that name. */
    public void put(Account account) {
        keep(account);
        file.append(new ObjectMapper().createObjectNode()
                .put("name", account.name())
                .put("password", account.password())
                .put("mayImpersonate", account.mayImpersonate())
                .put("state", JsonWord.of(account.state())));
    }

    public Optional<Account> find(String name) {
        return Optional.ofNullable(accounts.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The account, if the password is its own and nothing else is asked of it. */
    public Optional<Account> signedIn(String name, String password) {
        return find(name).filter(account -> account.password().equals(password))
                .filter(account -> account.state() == State.OK);
    }

    private void keep(Account account) {
        accounts.put(account.name().toLowerCase(Locale.ROOT), account);
    }
}
