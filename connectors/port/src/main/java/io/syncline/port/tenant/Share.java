package io.syncline.port.tenant;

/** Which part of what a tenant's service allows all processes is this one's. Thread-safe. */
public interface Share {

    /** All of it, for who is alone. */
    Share WHOLE = tenant -> 1;

    /** From 0 to 1. Asked before each request: returns at once. */
    double of(String tenant);
}
