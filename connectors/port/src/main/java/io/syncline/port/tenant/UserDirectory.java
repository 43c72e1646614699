package io.syncline.port.tenant;

import io.syncline.port.Answer;
import java.util.List;

/**
 * Who has a mailbox, as the tenant's own directory says. Each call is as many exchanges as the answer
 * has pages, on the caller's thread.
 */
public interface UserDirectory extends AutoCloseable {

    /** Whom to look for. */
    sealed interface Filter {

        /** Everybody. */
        record Everybody() implements Filter {}

        /** Those whose address ends in this domain. */
        record OfDomain(String domain) implements Filter {}

        /** The members of the group with this name or address, those of groups in it included. */
        record OfGroup(String nameOrAddress) implements Filter {}
    }

    /**
     * Somebody with a mailbox.
     *
     * @param address its address
     * @param name what the person is called
     */
    record Owner(String address, String name) {
        @Override
        public String toString() {
            return "Owner[hidden]";
        }
    }

    /** The enabled, licensed users that the filter names; guests and shared mailboxes are left out. */
    Answer<List<Owner>> users(Filter filter);

    @Override
    void close();
}
