package io.smppproxy.core.submit;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.MessageFlyweight;
import io.smppproxy.core.admission.Digest64;
import io.smppproxy.core.config.AccountConfig;

/** One submit_sm or data_sm of an ESME on its way into a lane. Mutable and reusable; owned by one I/O loop. */
public final class EsmeSubmission {
    private MessageFlyweight message;
    private AccountConfig account;
    private boolean tellsSmscIds;
    private long handle;
    private long idHi;
    private long idLo;
    private String toldId = "";
    private String reason = "";

    /**
     * Begins the next message.
     *
     * @param message valid until it is submitted
     * @param tellsSmscIds whether the ESME is told the SMSC's message id
     * @param handle by which the reply is known
     */
    public EsmeSubmission begin(MessageFlyweight message, AccountConfig account, boolean tellsSmscIds, long handle) {
        this.message = message;
        this.account = account;
        this.tellsSmscIds = tellsSmscIds;
        this.handle = handle;
        this.idHi = 0;
        this.idLo = 0;
        this.toldId = "";
        this.reason = "";
        return this;
    }

    /**
     * Gives the message an id before it is submitted; it gets one then in any case.
     *
     * @param told the message id that the ESME is told instead of it
     */
    public EsmeSubmission id(long hi, long lo, String told) {
        idHi = hi;
        idLo = lo;
        toldId = told;
        return this;
    }

    MessageFlyweight message() {
        return message;
    }

    AccountConfig account() {
        return account;
    }

    boolean tellsSmscIds() {
        return tellsSmscIds;
    }

    long handle() {
        return handle;
    }

    boolean hasId() {
        return idLo != 0;
    }

    void id(long hi, long lo) {
        idHi = hi;
        idLo = lo;
    }

    long idHi() {
        return idHi;
    }

    long idLo() {
        return idLo;
    }

    /** What the ESME is told, when that is neither this id nor the SMSC's; else empty. */
    String toldId() {
        return toldId;
    }

    /** Why it was refused, for people; empty where the command_status says it all. */
    public String reason() {
        return reason;
    }

    int refuse(int commandStatus, String why) {
        reason = why;
        return commandStatus;
    }

    long sourceDigest() {
        return sourceDigest(message.buffer(), message.sourceAddrOffset(), message.sourceAddrLength());
    }

    /** What is kept of a source_addr, so that query_sm can be asked to name the same one. */
    public static long sourceDigest(ByteBuf buf, int offset, int length) {
        return Digest64.finish(Digest64.add(Digest64.START, buf, offset, length));
    }
}
