package io.smppproxy.http.panel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * One file of the panel as it is sent.
 *
 * @param gzip the same octets, compressed
 * @param etag weak, as it is one for both forms
 */
record PanelFile(byte[] plain, byte[] gzip, String contentType, String etag) {
    private static final int ETAG_BYTES = 8;

    static PanelFile of(byte[] content, String contentType) {
        return new PanelFile(content, gzip(content), contentType, "W/\"" + digest(content) + "\"");
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail so", e);
        }
        return compressed.toByteArray();
    }

    private static String digest(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, ETAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
