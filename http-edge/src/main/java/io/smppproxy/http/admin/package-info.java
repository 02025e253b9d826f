/**
 * The administration API, its own listener. Owned by the {@code admin-N} threads, a small pool: they read what I/O loops publish, change the
 * configuration through the config store, and may block. Sub-packages by concern: auth, resource, schema, log, event, message, json.
 */
package io.smppproxy.http.admin;
