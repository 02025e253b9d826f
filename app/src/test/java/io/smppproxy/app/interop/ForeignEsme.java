package io.smppproxy.app.interop;

import java.util.List;

/** An ESME that shares no code with ours, bound as a transceiver of SMPP 3.4. */
public interface ForeignEsme extends AutoCloseable {
    String SYSTEM_ID = "acme";
    String PASSWORD = "secret08";

    /** Submits all, with many in flight; returns when all are handed over. */
    void submit(List<PlannedMessages.Pdu> pdus) throws Exception;

    EsmeTally tally();

    /** Unbinds. */
    @Override
    void close();
}
