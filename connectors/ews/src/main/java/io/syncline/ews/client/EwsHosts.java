package io.syncline.ews.client;

import io.micrometer.core.instrument.MeterRegistry;

/**
 * What all providers of a process have in common: how much is open at each host, and what is counted.
 * A process makes one, whichever services run in it.
 */
public record EwsHosts(HostLimits limits, Unfamiliar unfamiliar, Figures figures) {

    public EwsHosts(MeterRegistry meters) {
        this(new HostLimits(), new Unfamiliar(meters), new Figures(meters));
    }
}
