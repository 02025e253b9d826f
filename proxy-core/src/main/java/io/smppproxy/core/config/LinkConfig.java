package io.smppproxy.core.config;

import io.smppproxy.codec.receipt.ReceiptIdForm;
import io.smppproxy.codec.text.SegmentationRules;
import java.util.Objects;

/**
 * One configured SMSC. Build with {@link #builder}.
 *
 * @param id numeric id, the {@code esme} of requests
 * @param smscId string id, for people, metrics and file names
 * @param host name or address of the SMSC
 * @param port TCP port
 * @param systemId our system_id there
 * @param password our password there; never logged
 * @param systemType bind field
 * @param txBinds transmitter binds to keep open, 0 to 10
 * @param rxBinds receiver binds
 * @param trxBinds transceiver binds
 * @param interfaceVersion 0x33, 0x34 or 0x50
 * @param window submit_sm in flight per bind, 1 to 10,000
 * @param enquireLinkMs idle time after which enquire_link is sent
 * @param responseTimeoutMs how long an answer may take
 * @param bindTimeoutMs how long connecting and binding may take, each
 * @param reconnectMinMs first back-off
 * @param reconnectMaxMs longest back-off
 * @param credentialsPauseMs pause after 0x0D, 0x0E or 0x0F
 * @param tls TLS settings, null for plain TCP
 * @param source how source TON and NPI are found
 * @param dest how destination TON and NPI are found
 * @param throughput parts per second that the SMSC allows, 0 for no limit
 * @param rateLimit L1 limit of this link at admission
 * @param segmentation alphabets and header form
 * @param laneBytes size of the inbound ring, a power of two; a running link keeps the one that it has
 * @param ambiguity what happens to parts whose answer is lost
 * @param idForm how ids in submit_sm_resp and in receipts are written
 * @param receiptScope links with the same one get each other's receipts
 * @param requestReceipts whether registered_delivery asks for receipts
 * @param throttlePauseMs pause after ESME_RTHROTTLED
 * @param queueFullPauseMs pause after ESME_RMSGQFUL
 * @param throttleRetryMs how long a throttled message is tried again before it is answered
 * @param forwarding what is done with ESMEs' requests that are no messages
 * @param enabled a disabled link opens nothing
 */
public record LinkConfig(
        long id,
        String smscId,
        String host,
        int port,
        String systemId,
        String password,
        String systemType,
        int txBinds,
        int rxBinds,
        int trxBinds,
        int interfaceVersion,
        int window,
        long enquireLinkMs,
        long responseTimeoutMs,
        long bindTimeoutMs,
        long reconnectMinMs,
        long reconnectMaxMs,
        long credentialsPauseMs,
        LinkTls tls,
        AddressRule source,
        AddressRule dest,
        int throughput,
        RateLimit rateLimit,
        SegmentationRules segmentation,
        int laneBytes,
        AmbiguityPolicy ambiguity,
        ReceiptIdForm idForm,
        String receiptScope,
        boolean requestReceipts,
        long throttlePauseMs,
        long queueFullPauseMs,
        long throttleRetryMs,
        ForwardingRules forwarding,
        boolean enabled) {

    public static LinkConfigBuilder builder(long id, String smscId) {
        return new LinkConfigBuilder(id, smscId);
    }

    /** Binds that can carry submit_sm. */
    public int submittingBinds() {
        return txBinds + trxBinds;
    }

    /** Whether binds of the other configuration are also binds of this one, so that a change needs no new ones. */
    public boolean bindsLike(LinkConfig other) {
        return smscId.equals(other.smscId)
                && host.equals(other.host)
                && port == other.port
                && Objects.equals(tls, other.tls)
                && systemId.equals(other.systemId)
                && password.equals(other.password)
                && systemType.equals(other.systemType)
                && interfaceVersion == other.interfaceVersion
                && txBinds == other.txBinds
                && rxBinds == other.rxBinds
                && trxBinds == other.trxBinds
                && window == other.window
                && enquireLinkMs == other.enquireLinkMs
                && responseTimeoutMs == other.responseTimeoutMs
                && bindTimeoutMs == other.bindTimeoutMs
                && reconnectMinMs == other.reconnectMinMs
                && reconnectMaxMs == other.reconnectMaxMs
                && credentialsPauseMs == other.credentialsPauseMs;
    }

    @Override
    public String toString() {
        return "link " + id + " (" + smscId + ") " + systemId + "@" + host + ":" + port;
    }
}
