package io.smppproxy.core.edge;

/**
 * What an edge hands to the core: one message as the sender gave it. Mutable and reusable; owned by the edge thread that fills
 * it. The core copies what it keeps before {@link SubmitPort#submit} returns, except the verdict's reason, which it leaves here.
 */
public final class Submission {
    private long appId;
    private long taskId;
    private String transactionId = "";
    private long esme;
    private int sourceTon;
    private int sourceNpi;
    private String sourceAddr = "";
    private int destTon;
    private int destNpi;
    private String destAddr = "";
    private String text = "";
    private long sentAtSeconds;
    private String strategy = "";
    private long deadlineNs = Long.MAX_VALUE;
    private int sinkId;
    private long handle;

    private String reason = "";
    private long retryAfterNs;
    private long messageIdHi;
    private long messageIdLo;
    private long linkId;

    /** Clears everything for the next message. */
    public Submission reset() {
        appId = 0;
        taskId = 0;
        transactionId = "";
        esme = 0;
        sourceTon = 0;
        sourceNpi = 0;
        sourceAddr = "";
        destTon = 0;
        destNpi = 0;
        destAddr = "";
        text = "";
        sentAtSeconds = 0;
        strategy = "";
        deadlineNs = Long.MAX_VALUE;
        sinkId = 0;
        handle = 0;
        reason = "";
        retryAfterNs = 0;
        messageIdHi = 0;
        messageIdLo = 0;
        linkId = 0;
        return this;
    }

    public long appId() {
        return appId;
    }

    public Submission appId(long appId) {
        this.appId = appId;
        return this;
    }

    public long taskId() {
        return taskId;
    }

    public Submission taskId(long taskId) {
        this.taskId = taskId;
        return this;
    }

    /** The sender's idempotency key; empty when the sender gave none (the core then sets a generated one). */
    public String transactionId() {
        return transactionId;
    }

    public Submission transactionId(String transactionId) {
        this.transactionId = transactionId;
        return this;
    }

    /** The link or pool that the sender asked for. */
    public long esme() {
        return esme;
    }

    public Submission esme(long esme) {
        this.esme = esme;
        return this;
    }

    public int sourceTon() {
        return sourceTon;
    }

    public int sourceNpi() {
        return sourceNpi;
    }

    public String sourceAddr() {
        return sourceAddr;
    }

    public Submission source(int ton, int npi, String addr) {
        this.sourceTon = ton;
        this.sourceNpi = npi;
        this.sourceAddr = addr;
        return this;
    }

    public int destTon() {
        return destTon;
    }

    public int destNpi() {
        return destNpi;
    }

    public String destAddr() {
        return destAddr;
    }

    public Submission dest(int ton, int npi, String addr) {
        this.destTon = ton;
        this.destNpi = npi;
        this.destAddr = addr;
        return this;
    }

    public String text() {
        return text;
    }

    public Submission text(String text) {
        this.text = text;
        return this;
    }

    /** Unix seconds as the sender gave them; 0 when not given. */
    public long sentAtSeconds() {
        return sentAtSeconds;
    }

    public Submission sentAtSeconds(long sentAtSeconds) {
        this.sentAtSeconds = sentAtSeconds;
        return this;
    }

    /** Name of the contact policy; empty for none. */
    public String strategy() {
        return strategy;
    }

    public Submission strategy(String strategy) {
        this.strategy = strategy;
        return this;
    }

    /** {@link System#nanoTime()} value after which a message that is not on the wire yet is dropped and answered NOT_SENT. */
    public long deadlineNs() {
        return deadlineNs;
    }

    public Submission deadlineNs(long deadlineNs) {
        this.deadlineNs = deadlineNs;
        return this;
    }

    public int sinkId() {
        return sinkId;
    }

    public long handle() {
        return handle;
    }

    /** Where the reply goes: a sink registered with {@link SubmitPort#register} and a value of the edge's choice. */
    public Submission replyTo(int sinkId, long handle) {
        this.sinkId = sinkId;
        this.handle = handle;
        return this;
    }

    /** Why the submission was not accepted; empty when it was. */
    public String reason() {
        return reason;
    }

    public Submission reason(String reason) {
        this.reason = reason;
        return this;
    }

    /** With a temporary verdict: nanoseconds after which another attempt makes sense. */
    public long retryAfterNs() {
        return retryAfterNs;
    }

    public Submission retryAfterNs(long retryAfterNs) {
        this.retryAfterNs = retryAfterNs;
        return this;
    }

    public long messageIdHi() {
        return messageIdHi;
    }

    public long messageIdLo() {
        return messageIdLo;
    }

    /** The id given by the core, set once the submission passed validation. */
    public Submission messageId(long hi, long lo) {
        this.messageIdHi = hi;
        this.messageIdLo = lo;
        return this;
    }

    /** The link that the router picked; 0 before. */
    public long linkId() {
        return linkId;
    }

    public Submission linkId(long linkId) {
        this.linkId = linkId;
        return this;
    }
}
