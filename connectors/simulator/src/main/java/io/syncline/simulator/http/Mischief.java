package io.syncline.simulator.http;

/** What is wrong on purpose with the id-token of a sign-in, for a relying party to find out. */
enum Mischief {
    /** It is as it should be. */
    NONE,
    /** The nonce is another than the request's. */
    WRONG_NONCE,
    /** It is meant for another application. */
    WRONG_AUDIENCE,
    /** Its time is over. */
    EXPIRED,
    /** Another key signed it than the published one of that id. */
    WRONG_KEY
}
