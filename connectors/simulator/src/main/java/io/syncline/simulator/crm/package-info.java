/**
 * A small CRM with its own store, which edits through the gateway and follows its changes.
 * Start at {@link io.syncline.simulator.crm.Crm}. Knows the gateway's HTTP API and nothing else of Syncline.
 */
@NullMarked
package io.syncline.simulator.crm;

import org.jspecify.annotations.NullMarked;
