package io.smppproxy.simulator.esme;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.util.concurrent.ScheduledFuture;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.FatalPduException;
import io.smppproxy.codec.NackablePduException;
import io.smppproxy.codec.PduEncoder;
import io.smppproxy.codec.PduHeader;
import io.smppproxy.codec.SmppFrameDecoder;
import io.smppproxy.simulator.WriteBatch;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** One connection to a message centre, the ESME's end (SMPP v3.4 §2.2). Runs on its channel's loop. */
final class EsmeSession extends SmppFrameDecoder {
    private static final int MAX_PDU_BYTES = 70_000;

    private enum State {
        BINDING,
        BOUND,
        UNBINDING,
        CLOSED
    }

    private final EsmeShared shared;
    private final EsmeLoop loop;
    final long number;
    private final int bindCommandId;
    private final Runnable onLost;
    private final SubmitWindow submits;
    private final DeliverHandler deliveries;
    private State state = State.BINDING;
    private Channel channel;
    private WriteBatch batch;
    private ScheduledFuture<?> enquireTimer;
    private int lastSequenceNumber;
    private boolean refused;
    private boolean frozen;

    /** {@code onLost} runs, on the loop, when the connection ends without an unbind of ours. */
    EsmeSession(EsmeShared shared, EsmeLoop loop, int bindCommandId, Runnable onLost) {
        super(MAX_PDU_BYTES);
        this.shared = shared;
        this.loop = loop;
        this.number = shared.sessionNumbers.incrementAndGet();
        this.bindCommandId = bindCommandId;
        this.onLost = onLost;
        submits = new SubmitWindow(shared, this);
        deliveries = new DeliverHandler(shared, loop, this);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        batch = new WriteBatch(ctx);
        loop.add(this);
        shared.open.incrementAndGet();
        PduEncoder.bind(
                out(),
                bindCommandId,
                nextSequenceNumber(),
                shared.config.systemId(),
                shared.config.password(),
                shared.config.systemType(),
                shared.config.interfaceVersion(),
                0,
                0,
                "");
        flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        super.channelInactive(ctx);
        // Releases what was never sent.
        frozen = false;
        flush();
        loop.remove(this);
        boolean ours = state == State.UNBINDING || shared.ending;
        end();
        if (!ours) {
            shared.counters.lost.add(refused ? 0 : 1);
            onLost.run();
        }
        shared.open.decrementAndGet();
    }

    @Override
    protected void onPdu(ChannelHandlerContext ctx, ByteBuf buf, int offset, int lengthBytes) {
        int commandId = PduHeader.commandId(buf, offset);
        int sequenceNumber = PduHeader.sequenceNumber(buf, offset);
        int status = PduHeader.commandStatus(buf, offset);
        try {
            switch (commandId) {
                case CommandId.SUBMIT_SM_RESP ->
                    submits.onAnswer(
                            sequenceNumber,
                            status,
                            status == CommandStatus.ESME_ROK
                                    ? loop.answer.wrap(buf, offset, lengthBytes).messageId()
                                    : "");
                case CommandId.GENERIC_NACK -> submits.onAnswer(sequenceNumber, status, "");
                case CommandId.DELIVER_SM -> deliveries.onMessage(loop.sm.wrap(buf, offset, lengthBytes));
                case CommandId.DATA_SM -> deliveries.onMessage(loop.dataSm.wrap(buf, offset, lengthBytes));
                case CommandId.ENQUIRE_LINK -> {
                    shared.counters.enquireLinks.increment();
                    answer(CommandId.ENQUIRE_LINK_RESP, CommandStatus.ESME_ROK, sequenceNumber);
                }
                case CommandId.ENQUIRE_LINK_RESP -> {}
                case CommandId.UNBIND -> {
                    answer(CommandId.UNBIND_RESP, CommandStatus.ESME_ROK, sequenceNumber);
                    close();
                }
                case CommandId.UNBIND_RESP -> close();
                default -> {
                    if (commandId == CommandId.responseOf(bindCommandId)) {
                        onBindResp(status);
                    } else {
                        refuse(NackablePduException.unknownCommand(commandId, sequenceNumber));
                    }
                }
            }
        } catch (NackablePduException e) {
            refuse(e);
        }
    }

    @Override
    protected void onFramingLost(ChannelHandlerContext ctx, FatalPduException e) {
        shared.counters.malformed.increment();
        EsmeSimulator.LOG.warn("session {}: {}", number, e.getMessage());
        answer(CommandId.GENERIC_NACK, e.commandStatus(), e.sequenceNumber());
        close();
    }

    /** Not passed to the decoder, as reading never stops. */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        discardSomeReadBytes();
        pump();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        pump();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException) && !(cause.getCause() instanceof IOException)) {
            EsmeSimulator.LOG.error("session {}: closed by an error", number, cause);
        }
        ctx.close();
    }

    /** Sends what may be sent now. */
    void pump() {
        if (state == State.BOUND && bindCommandId != CommandId.BIND_RECEIVER && !frozen) {
            submits.pump();
        }
        if (state != State.CLOSED) {
            flush();
        }
    }

    /** Takes leave; the connection closes with the answer. */
    void unbind() {
        if (state == State.BOUND) {
            leaveBound(State.UNBINDING);
            PduEncoder.headerOnly(out(), CommandId.UNBIND, CommandStatus.ESME_ROK, nextSequenceNumber());
            flush();
        } else if (state == State.BINDING) {
            close();
        }
    }

    void close() {
        if (state != State.CLOSED) {
            flush();
            channel.close();
        }
    }

    /** Cuts the connection, by RST or FIN; what was not flushed is lost. */
    void drop(boolean reset) {
        if (state != State.CLOSED) {
            if (reset) {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
            }
            channel.close();
        }
    }

    /** Neither reads nor writes any more. */
    void freeze() {
        frozen = true;
        channel.config().setAutoRead(false);
    }

    ByteBuf out() {
        return batch.out();
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    int nextSequenceNumber() {
        lastSequenceNumber = lastSequenceNumber == PduHeader.MAX_SEQUENCE_NUMBER ? 1 : lastSequenceNumber + 1;
        return lastSequenceNumber;
    }

    private void onBindResp(int status) {
        if (state != State.BINDING) {
            return;
        }
        if (status != CommandStatus.ESME_ROK) {
            shared.counters.onBindRefused(status);
            refused = true;
            close();
            return;
        }
        state = State.BOUND;
        shared.counters.binds.increment();
        shared.counters.bound.increment();
        long intervalMs = shared.config.enquireLinkInterval().toMillis();
        if (intervalMs > 0) {
            enquireTimer = loop.loop.scheduleAtFixedRate(this::enquire, intervalMs, intervalMs, TimeUnit.MILLISECONDS);
        }
    }

    private void enquire() {
        PduEncoder.headerOnly(out(), CommandId.ENQUIRE_LINK, CommandStatus.ESME_ROK, nextSequenceNumber());
        flush();
    }

    private void refuse(NackablePduException e) {
        shared.counters.malformed.increment();
        EsmeSimulator.LOG.warn("session {}: {}", number, e.getMessage());
        if (e.isAnswerable()) {
            answer(e.responseCommandId(), e.commandStatus(), e.sequenceNumber());
        }
    }

    private void answer(int responseCommandId, int status, int sequenceNumber) {
        PduEncoder.headerOnly(out(), responseCommandId, status, sequenceNumber);
    }

    /** The ledger first, so that nothing is on its way before it is recorded. */
    private void flush() {
        shared.ledger.flush();
        if (!frozen) {
            batch.flush();
        }
    }

    private void end() {
        if (state != State.CLOSED) {
            submits.close();
            leaveBound(State.CLOSED);
        }
    }

    private void leaveBound(State next) {
        if (state == State.BOUND) {
            shared.counters.bound.decrement();
        }
        if (enquireTimer != null) {
            enquireTimer.cancel(false);
        }
        state = next;
    }
}
