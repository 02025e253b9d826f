/**
 * The managed part of the configuration (links, pools, accounts, apps, strategies, routes) with its versions, and what else people
 * manage: panel users, tokens of apps, blacklists. {@link io.smppproxy.configstore.ConfigManager} is for any thread, one change at a
 * time; its thread {@code config-poll} follows changes of other nodes. Calls block for a database: never from an I/O loop.
 */
package io.smppproxy.configstore;
