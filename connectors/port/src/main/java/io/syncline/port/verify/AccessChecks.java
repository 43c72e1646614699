package io.syncline.port.verify;

import io.syncline.port.Failure;

/**
 * What only a provider can look at, for the settings of one tenant. Each call is an exchange or a few,
 * on the caller's thread; only bugs are thrown. A later check may rely on what an earlier one got.
 */
public interface AccessChecks extends AutoCloseable {

    /** Whether the directory, or the server, that the settings name is there. */
    Finding directory();

    /** Whether a token, or a login, is given to the credential. Asks anew, past every cache. */
    Finding token();

    /** Whether what was granted is what is needed. More than that is a warning, as is what cannot be told. */
    Finding permissions();

    /** Whether the service is switched on and open to the application. */
    Finding protocol(String address);

    /** Whether the address is a user's mailbox: neither a list, nor an administrator's. */
    Finding mailbox(String address);

    /** Whether a mailbox that is not to be reached refuses us. */
    Finding outside(String address);

    /** What a failure of a mailbox operation means to an administrator, and where to mend it. */
    Finding explained(Failure failure);

    @Override
    void close();
}
