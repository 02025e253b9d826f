package io.smppproxy.core.config;

import java.util.List;

/**
 * How ESMEs are listened for and what holds for all their sessions. Build with {@link #builder}.
 *
 * @param host address to listen on
 * @param port plain TCP port, 0 for any free one, {@link #NO_PORT} for none
 * @param tls the port with TLS, or null for none
 * @param systemId what bind responses tell, 0 to 15 characters
 * @param bindTimeoutMs from the connection's begin to its bind
 * @param inactivityMs a session that sent nothing for so long is ended
 * @param enquireLinkMs idle time after which enquire_link is sent, 0 for never
 * @param responseTimeoutMs how long an answer of the ESME may take
 * @param refusalDelayMs when a refused bind is answered, counted from its arrival, whatever the reason
 * @param slowReaderMs how long an ESME may leave unread what it was sent
 * @param maxConnections open connections in all
 * @param maxConnectionsPerAddress open connections of one address
 * @param maxUnbound connections that have not bound yet
 * @param maxUnboundPerAddress connections of one address that have not bound yet
 * @param trustedProxies addresses and CIDR blocks whose connections begin with a PROXY protocol header of version 2
 * @param verifierThreads threads that verify passwords
 * @param replyRingBytes ring for answers on their way back, of each loop; a power of two
 * @param deliveryRingBytes ring for deliveries on their way out, of each loop; a power of two
 */
public record EsmeServerConfig(
        String host,
        int port,
        EsmeServerTls tls,
        String systemId,
        long bindTimeoutMs,
        long inactivityMs,
        long enquireLinkMs,
        long responseTimeoutMs,
        long refusalDelayMs,
        long slowReaderMs,
        int maxConnections,
        int maxConnectionsPerAddress,
        int maxUnbound,
        int maxUnboundPerAddress,
        List<String> trustedProxies,
        int verifierThreads,
        int replyRingBytes,
        int deliveryRingBytes) {
    /** No plain listener. */
    public static final int NO_PORT = -1;

    public EsmeServerConfig {
        trustedProxies = List.copyOf(trustedProxies);
    }

    public static EsmeServerConfigBuilder builder() {
        return new EsmeServerConfigBuilder();
    }
}
