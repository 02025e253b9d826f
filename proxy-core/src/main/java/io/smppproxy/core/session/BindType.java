package io.smppproxy.core.session;

import io.smppproxy.codec.CommandId;

/** The three kinds of bind (SMPP v3.4 §2.2.1). */
public enum BindType {
    TX(CommandId.BIND_TRANSMITTER, true),
    RX(CommandId.BIND_RECEIVER, false),
    TRX(CommandId.BIND_TRANSCEIVER, true);

    private final int commandId;
    private final boolean canSubmit;

    BindType(int commandId, boolean canSubmit) {
        this.commandId = commandId;
        this.canSubmit = canSubmit;
    }

    public int commandId() {
        return commandId;
    }

    public boolean canSubmit() {
        return canSubmit;
    }
}
