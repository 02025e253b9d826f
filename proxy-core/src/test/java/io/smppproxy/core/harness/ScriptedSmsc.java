package io.smppproxy.core.harness;

import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a decent message centre does that allows so many binds, knows one password and may keep its answers for a while. */
public final class ScriptedSmsc implements RawSmsc.Script {
    private record Kept(RawSmsc.Connection connection, RawSmsc.Pdu pdu) {}

    private final Set<Integer> bound = new HashSet<>();
    private final List<Kept> kept = new ArrayList<>();
    private int maxBinds = Integer.MAX_VALUE;
    private int tooMany = CommandStatus.ESME_RALYBND;
    private boolean silent;
    private boolean keeps;
    private String password = "secret";
    private int refused;
    private int mostBound;

    /** @param status of a refusal; -1 for no answer at all */
    public synchronized ScriptedSmsc maxBinds(int count, int status) {
        maxBinds = count;
        tooMany = status;
        return this;
    }

    /** Binds are answered no more. */
    public synchronized void silent(boolean value) {
        silent = value;
    }

    public synchronized void password(String value) {
        password = value;
    }

    /** Answers to messages are kept until {@link #release}. */
    public synchronized void keep() {
        keeps = true;
    }

    public synchronized int kept() {
        return kept.size();
    }

    public synchronized void release() throws IOException {
        keeps = false;
        for (Kept one : kept) {
            one.connection().asUsual(one.pdu());
        }
        kept.clear();
    }

    /** Answers with an error what is kept, and the next as usual. */
    public synchronized void refuseKept(int status) throws IOException {
        keeps = false;
        for (Kept one : kept) {
            RawSmsc.Pdu pdu = one.pdu();
            one.connection().send(CommandId.responseOf(pdu.commandId()), status, pdu.sequence(), "");
        }
        kept.clear();
    }

    public synchronized int bound() {
        return bound.size();
    }

    /** Binds that were open together at most. */
    public synchronized int mostBound() {
        return mostBound;
    }

    public synchronized int refused() {
        return refused;
    }

    @Override
    public synchronized void onPdu(RawSmsc.Connection connection, RawSmsc.Pdu pdu) throws IOException {
        switch (pdu.commandId()) {
            case CommandId.BIND_TRANSCEIVER, CommandId.BIND_TRANSMITTER, CommandId.BIND_RECEIVER ->
                onBind(connection, pdu);
            case CommandId.SUBMIT_SM -> {
                if (keeps) {
                    kept.add(new Kept(connection, pdu));
                } else {
                    connection.asUsual(pdu);
                }
            }
            case CommandId.UNBIND -> {
                bound.remove(connection.number);
                connection.asUsual(pdu);
            }
            default -> connection.asUsual(pdu);
        }
    }

    private void onBind(RawSmsc.Connection connection, RawSmsc.Pdu pdu) throws IOException {
        if (silent) {
            return;
        }
        byte[] octets = pdu.octets();
        String body = new String(octets, 16, octets.length - 16, StandardCharsets.ISO_8859_1);
        int status = CommandStatus.ESME_ROK;
        if (!password.equals(body.split("\0", -1)[1])) {
            status = CommandStatus.ESME_RINVPASWD;
        } else if (bound.size() >= maxBinds) {
            status = tooMany;
        }
        if (status == CommandStatus.ESME_ROK) {
            bound.add(connection.number);
            mostBound = Math.max(mostBound, bound.size());
            connection.asUsual(pdu);
        } else {
            refused++;
            if (status >= 0) {
                connection.send(CommandId.responseOf(pdu.commandId()), status, pdu.sequence(), "");
            }
        }
    }
}
