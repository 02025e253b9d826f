package io.smppproxy.core.config;

import java.nio.file.Path;

/**
 * TLS 1.2 or later towards an SMSC.
 *
 * @param trustCertificates PEM file of authorities or of the SMSC's own certificate; null for the JDK's authorities
 * @param verifyHostname whether the certificate must name {@code serverName}
 * @param serverName name to verify and to send as SNI; null for the link's host
 * @param clientCertificate PEM chain that we present, or null
 * @param clientKey PEM private key for it, or null
 */
public record LinkTls(
        Path trustCertificates, boolean verifyHostname, String serverName, Path clientCertificate, Path clientKey) {}
