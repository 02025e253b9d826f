package io.smppproxy.core.edge;

/**
 * What is known of a link now.
 *
 * @param esme the id that was asked for
 * @param bound true while at least one bind is up
 * @param systemId the system_id from the SMSC's bind response, the configured one while it has not answered yet
 */
public record LinkInfo(long esme, boolean bound, String systemId) {}
