package io.smppproxy.codec.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;

/**
 * Writes text in a charset of Java's, part by part, each of which can be read on its own: no character is torn, and a charset
 * with shift states starts and ends every part in the first one. For one thread; allocates only when its buffer grows.
 */
final class CharsetWriter {
    /** The longest sequence that brings ISO-2022-JP back to its first state. */
    private static final int RESET_BYTES = 3;

    private final CharsetEncoder encoder;
    private final int reservedBytes;
    private CharBuffer chars = CharBuffer.allocate(0);
    private ByteBuffer octets = ByteBuffer.allocate(1024);
    private boolean failed;

    CharsetWriter(Charset charset) {
        encoder = charset.newEncoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        reservedBytes = charset.name().startsWith("ISO-2022") ? RESET_BYTES : 0;
    }

    /** More octets than any text of so many chars takes: a character of three with its escape sequence, and the reset. */
    static int maxBytes(int chars) {
        return 8 * chars + 2 * RESET_BYTES;
    }

    /** Begins a text, at its first char. */
    void start(char[] text, int length) {
        if (chars.array() != text) {
            chars = CharBuffer.wrap(text);
        }
        chars.limit(length).position(0);
        octets.clear();
        failed = false;
    }

    /** Appends as many whole characters as fit in {@code room} octets. */
    void fill(int room) {
        int from = octets.position();
        if (octets.capacity() - from < room) {
            octets = ByteBuffer.wrap(Arrays.copyOf(octets.array(), 2 * octets.capacity() + room));
            octets.position(from);
        }
        encoder.reset();
        octets.limit(from + room - reservedBytes);
        CoderResult result = encoder.encode(chars, octets, true);
        if (result.isError()) {
            failed = true;
            return;
        }
        octets.limit(from + room);
        encoder.flush(octets);
    }

    /** True when a character has no place in the charset. */
    boolean hasFailed() {
        return failed;
    }

    /** True when the whole text was written. */
    boolean isDone() {
        return !chars.hasRemaining();
    }

    /** Octets written since the start. */
    int length() {
        return octets.position();
    }

    /** What was written since the start; changes with the next call. */
    byte[] octets() {
        return octets.array();
    }
}
