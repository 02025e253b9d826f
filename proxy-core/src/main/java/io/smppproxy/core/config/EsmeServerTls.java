package io.smppproxy.core.config;

import java.nio.file.Path;

/**
 * TLS 1.2 or later towards ESMEs. Both files are read again when they change.
 *
 * @param port TCP port, 0 for any free one
 * @param certificate PEM chain, our own certificate first
 * @param key PEM private key, not encrypted
 */
public record EsmeServerTls(int port, Path certificate, Path key) {}
