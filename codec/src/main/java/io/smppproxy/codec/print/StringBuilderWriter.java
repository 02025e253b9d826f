package io.smppproxy.codec.print;

import java.io.Writer;

/** Lets the JSON generator append to a StringBuilder that is used again. */
final class StringBuilderWriter extends Writer {
    private final StringBuilder out;

    StringBuilderWriter(StringBuilder out) {
        this.out = out;
    }

    @Override
    public void write(char[] chars, int offset, int length) {
        out.append(chars, offset, length);
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        // Nothing to release.
    }
}
