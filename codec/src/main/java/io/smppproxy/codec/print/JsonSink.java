package io.smppproxy.codec.print;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A PDU as one JSON object, in the form of the PDU log: "Header", then fields by name, "message", "tlvs". */
final class JsonSink implements PduSink, AutoCloseable {
    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");
    private static final DefaultPrettyPrinter PRETTY = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator(""))
            .withObjectIndenter(INDENTER)
            .withArrayIndenter(INDENTER);
    private static final JsonFactory JSON =
            new JsonFactoryBuilder().characterEscapes(new UnsafeCharacters()).build();

    private final JsonGenerator json;

    JsonSink(StringBuilder out) {
        try {
            json = JSON.createGenerator(new StringBuilderWriter(out)).setPrettyPrinter(PRETTY.createInstance());
            json.writeStartObject();
        } catch (IOException e) {
            throw unexpected(e);
        }
    }

    void header(int commandLength, int commandId, int commandStatus, int sequenceNumber) {
        write(() -> {
            json.writeObjectFieldStart("Header");
            json.writeNumberField("command_length", Integer.toUnsignedLong(commandLength));
            json.writeNumberField("command_id", Integer.toUnsignedLong(commandId));
            json.writeNumberField("command_status", Integer.toUnsignedLong(commandStatus));
            json.writeNumberField("sequence_number", Integer.toUnsignedLong(sequenceNumber));
            json.writeEndObject();
        });
    }

    /** What is wrong with the PDU, and all its octets. */
    void malformed(String reason, int commandStatus, String hex) {
        write(() -> {
            json.writeObjectFieldStart("malformed");
            json.writeStringField("reason", reason);
            json.writeNumberField("command_status", Integer.toUnsignedLong(commandStatus));
            json.writeStringField("hex", hex);
            json.writeEndObject();
        });
    }

    @Override
    public void number(String name, long value) {
        write(() -> {
            if (name.equals("replace_if_present_flag")) {
                json.writeBooleanField(name, value != 0);
            } else if (!name.equals("sm_length")) {
                json.writeNumberField(name, value);
            }
        });
    }

    @Override
    public void string(String name, String value) {
        write(() -> json.writeStringField(name, value));
    }

    @Override
    public void octets(String name, String hex) {
        write(() -> json.writeStringField(name + "_hex", hex));
    }

    @Override
    public void beginMessage() {
        write(() -> json.writeObjectFieldStart("message"));
    }

    @Override
    public void endMessage() {
        write(json::writeEndObject);
    }

    @Override
    public void beginGroups(String name) {
        write(() -> json.writeArrayFieldStart(name));
    }

    @Override
    public void beginGroup() {
        write(json::writeStartObject);
    }

    @Override
    public void endGroup() {
        write(json::writeEndObject);
    }

    @Override
    public void endGroups() {
        write(json::writeEndArray);
    }

    @Override
    public void beginTlvs() {
        write(() -> json.writeArrayFieldStart("tlvs"));
    }

    @Override
    public void tlvNumber(String name, int tag, long value) {
        tlv(name, tag, () -> json.writeNumberField("value", value));
    }

    @Override
    public void tlvString(String name, int tag, String udhHex, String value) {
        tlv(name, tag, () -> {
            if (!udhHex.isEmpty()) {
                json.writeStringField("udh_hex", udhHex);
            }
            json.writeStringField("value", value);
        });
    }

    @Override
    public void tlvOctets(String name, int tag, String hex) {
        tlv(name, tag, () -> json.writeStringField("value_hex", hex));
    }

    @Override
    public void endTlvs() {
        write(json::writeEndArray);
    }

    @Override
    public void close() {
        write(() -> {
            json.writeEndObject();
            json.close();
        });
    }

    private void tlv(String name, int tag, JsonWrite value) {
        write(() -> {
            json.writeStartObject();
            if (name != null) {
                json.writeStringField("name", name);
            }
            json.writeNumberField("tag", tag);
            value.run();
            json.writeEndObject();
        });
    }

    private static void write(JsonWrite write) {
        try {
            write.run();
        } catch (IOException e) {
            throw unexpected(e);
        }
    }

    /** Nothing is written but to memory. */
    private static UncheckedIOException unexpected(IOException e) {
        return new UncheckedIOException(e);
    }

    @FunctionalInterface
    private interface JsonWrite {
        void run() throws IOException;
    }

    /** Escapes, besides what JSON asks for, whatever could disturb a terminal. */
    private static final class UnsafeCharacters extends CharacterEscapes {
        private static final long serialVersionUID = 1L;

        private static final int[] ASCII = ascii();

        private static int[] ascii() {
            int[] escapes = standardAsciiEscapesForJSON();
            escapes[0x7F] = ESCAPE_STANDARD;
            return escapes;
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ASCII;
        }

        @Override
        public SerializableString getEscapeSequence(int c) {
            if (Printable.isSafe((char) c)) {
                return null;
            }
            StringBuilder escape = new StringBuilder();
            Printable.appendEscape(escape, (char) c);
            return new SerializedString(escape.toString());
        }
    }
}
