package io.smppproxy.codec.print;

import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.MessageState;

/** Fields as {@code name=value}, with a space between; strings in quotes, octets and bits in hexadecimal. */
final class LineSink implements PduSink {
    private final StringBuilder out;

    LineSink(StringBuilder out) {
        this.out = out;
    }

    @Override
    public void number(String name, long value) {
        name(name);
        switch (name) {
            case "esm_class", "protocol_id", "registered_delivery", "data_coding", "interface_version" -> hex(value, 2);
            case "sc_interface_version" -> hex(value, 2);
            case "error_status_code", "broadcast_error_status" -> out.append(CommandStatus.name((int) value));
            case "message_state" -> state(value);
            default -> out.append(value);
        }
    }

    @Override
    public void string(String name, String value) {
        name(name);
        Printable.appendQuoted(out, value);
    }

    @Override
    public void octets(String name, String hex) {
        name(name);
        out.append("0x").append(hex);
    }

    @Override
    public void beginMessage() {
        // Its fields say enough.
    }

    @Override
    public void endMessage() {
        // As above.
    }

    @Override
    public void beginGroups(String name) {
        name(name);
        out.append('[');
    }

    @Override
    public void beginGroup() {
        space();
        out.append('{');
    }

    @Override
    public void endGroup() {
        out.append('}');
    }

    @Override
    public void endGroups() {
        out.append(']');
    }

    @Override
    public void beginTlvs() {
        // TLVs read like fields.
    }

    @Override
    public void tlvNumber(String name, int tag, long value) {
        number(name, value);
    }

    @Override
    public void tlvString(String name, int tag, String udhHex, String value) {
        if (!udhHex.isEmpty()) {
            octets("udh", udhHex);
        }
        string(name, value);
    }

    @Override
    public void tlvOctets(String name, int tag, String hex) {
        if (name == null) {
            space();
            out.append("tlv_");
            hex(tag, 4);
            out.append("=0x").append(hex);
        } else {
            octets(name, hex);
        }
    }

    @Override
    public void endTlvs() {
        // As above.
    }

    private void name(String name) {
        space();
        out.append(name).append('=');
    }

    private void space() {
        char last = out.charAt(out.length() - 1);
        if (last != '[' && last != '{') {
            out.append(' ');
        }
    }

    private void state(long value) {
        out.append(value);
        if (value <= MessageState.SKIPPED) {
            out.append('/').append(MessageState.name((int) value));
        }
    }

    private void hex(long value, int digits) {
        String hex = Long.toHexString(value);
        out.append("0x").append("0".repeat(Math.max(0, digits - hex.length()))).append(hex);
    }
}
