package io.smppproxy.core.session;

import io.smppproxy.codec.CommandId;
import java.util.Locale;

/** The three kinds of bind (SMPP v3.4 §2.2.1). */
public enum BindType {
    TX(CommandId.BIND_TRANSMITTER, true, false),
    RX(CommandId.BIND_RECEIVER, false, true),
    TRX(CommandId.BIND_TRANSCEIVER, true, true);

    private final int commandId;
    private final boolean canSubmit;
    private final boolean canReceive;

    BindType(int commandId, boolean canSubmit, boolean canReceive) {
        this.commandId = commandId;
        this.canSubmit = canSubmit;
        this.canReceive = canReceive;
    }

    /** @throws IllegalArgumentException if the command is no bind */
    public static BindType of(int commandId) {
        for (BindType type : values()) {
            if (type.commandId == commandId) {
                return type;
            }
        }
        throw new IllegalArgumentException(
                "command_id: " + CommandId.name(commandId) + " (expected: one of the binds)");
    }

    public int commandId() {
        return commandId;
    }

    public boolean canSubmit() {
        return canSubmit;
    }

    /** Whether the message centre may send deliver_sm. */
    public boolean canReceive() {
        return canReceive;
    }

    /** "tx", "rx" or "trx", for people. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
