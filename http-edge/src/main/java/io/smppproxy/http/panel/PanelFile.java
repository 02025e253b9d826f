package io.smppproxy.http.panel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** One file of the panel as it is sent. Nobody changes its octets. */
final class PanelFile {
    private static final int ETAG_BYTES = 8;

    final byte[] plain;
    /** The same octets, compressed. */
    final byte[] gzip;

    final String contentType;
    /** Weak, as it is one for both forms. */
    final String etag;

    PanelFile(byte[] content, String contentType) {
        this.plain = content;
        this.gzip = gzip(content);
        this.contentType = contentType;
        this.etag = "W/\"" + digest(content) + "\"";
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
