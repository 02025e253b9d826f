package io.smppproxy.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import io.smppproxy.codec.BindFlyweight;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.FatalPduException;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.MessageFlyweight;
import io.smppproxy.codec.NackablePduException;
import io.smppproxy.codec.PduEncoder;
import io.smppproxy.codec.PduHeader;
import io.smppproxy.codec.SmppFrameDecoder;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * One connection of an ESME, the message centre's end (SMPP v3.4 §2.2). Runs on its channel's loop; {@link #post} and
 * {@link #execute} may be called from any thread.
 */
final class SmscSession extends SmppFrameDecoder {
    private static final int MAX_PDU_BYTES = 70_000;

    private final Shared shared;
    final LoopContext loop;
    final long number;
    private final SubmitHandler submits;
    private final Outbox outbox;
    private SessionState state = SessionState.OPEN;
    int interfaceVersion = InterfaceVersion.V3_4;
    private final StrictCheck strict;
    /** Null until bound. */
    Account account;

    private Channel channel;
    private WriteBatch batch;
    private ScheduledFuture<?> enquireTimer;

    SmscSession(Shared shared, LoopContext loop) {
        super(MAX_PDU_BYTES);
        this.shared = shared;
        this.loop = loop;
        this.number = shared.sessionNumbers.incrementAndGet();
        this.submits = new SubmitHandler(this, loop, shared, new SplittableRandom(shared.config.randomSeed() + number));
        this.outbox = new Outbox(this, loop, shared);
        this.strict = new StrictCheck(shared, this);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        batch = new WriteBatch(ctx);
        shared.counters.connections.increment();
        shared.sessions.add(this);
        updateReading();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        super.channelInactive(ctx);
        end();
        flush();
        loop.flushTouched();
        shared.counters.connections.decrement();
        shared.sessions.remove(this);
        shared.boundSessionsChanged();
    }

    @Override
    protected void onPdu(ChannelHandlerContext ctx, ByteBuf buf, int offset, int lengthBytes) {
        if (state == SessionState.CLOSED || strict.refuses(buf, offset, lengthBytes)) {
            return;
        }
        int commandId = PduHeader.commandId(buf, offset);
        int sequenceNumber = PduHeader.sequenceNumber(buf, offset);
        try {
            switch (commandId) {
                case CommandId.SUBMIT_SM -> onMessage(loop.sm.wrap(buf, offset, lengthBytes));
                case CommandId.DATA_SM -> onMessage(loop.dataSm.wrap(buf, offset, lengthBytes));
                case CommandId.DELIVER_SM_RESP, CommandId.DATA_SM_RESP, CommandId.GENERIC_NACK ->
                    outbox.onAnswer(sequenceNumber, PduHeader.commandStatus(buf, offset));
                case CommandId.BIND_TRANSMITTER, CommandId.BIND_RECEIVER, CommandId.BIND_TRANSCEIVER ->
                    onBind(commandId, loop.bind.wrap(buf, offset, lengthBytes));
                case CommandId.ENQUIRE_LINK -> {
                    shared.counters.enquireLinks.increment();
                    answer(CommandId.responseOf(commandId), CommandStatus.ESME_ROK, sequenceNumber);
                }
                case CommandId.ENQUIRE_LINK_RESP -> {}
                case CommandId.UNBIND -> {
                    answer(CommandId.responseOf(commandId), CommandStatus.ESME_ROK, sequenceNumber);
                    close();
                }
                case CommandId.UNBIND_RESP -> close();
                default -> refuse(NackablePduException.unknownCommand(commandId, sequenceNumber));
            }
        } catch (NackablePduException e) {
            shared.counters.malformed.increment();
            SmscSimulator.LOG.warn("session {}: {}", number, e.getMessage());
            refuse(e);
        }
    }

    @Override
    protected void onFramingLost(ChannelHandlerContext ctx, FatalPduException e) {
        shared.counters.malformed.increment();
        SmscSimulator.LOG.warn("session {}: {}", number, e.getMessage());
        answer(CommandId.GENERIC_NACK, e.commandStatus(), e.sequenceNumber());
        close();
    }

    /** Not passed to the decoder, which would ask for more to read although reading is stopped. */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        discardSomeReadBytes();
        flush();
        loop.flushTouched();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        onPlanChanged();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // The decoder wraps what TLS throws.
        if (!(cause instanceof IOException) && !(cause.getCause() instanceof IOException)) {
            SmscSimulator.LOG.error("session {}: closed by an error", number, cause);
        }
        ctx.close();
    }

    /** Sends {@code message}, now or when there is room; another session gets it when this one has ended. Any thread. */
    void post(Outgoing message) {
        if (!loop.loop.inEventLoop()) {
            execute(() -> post(message));
        } else if (state == SessionState.CLOSED) {
            account.deliver(message);
        } else {
            outbox.add(message);
            loop.touch(this);
        }
    }

    /** Runs {@code action} on this session's loop and flushes. Any thread. */
    Future<?> execute(Runnable action) {
        return loop.loop.submit(() -> {
            action.run();
            loop.flushTouched();
        });
    }

    /** Cuts the connection, with RST or FIN. */
    void drop(boolean reset) {
        if (state != SessionState.CLOSED) {
            shared.counters.drops.increment();
            if (reset) {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
            }
            close();
        }
    }

    /** Asks the ESME to go; the connection closes with its answer. */
    void unbind() {
        if (state.isBound()) {
            PduEncoder.headerOnly(out(), CommandId.UNBIND, CommandStatus.ESME_ROK, outbox.nextSequenceNumber());
            loop.touch(this);
        }
    }

    /** The plan or the socket allows more, or less, than before. */
    void onPlanChanged() {
        if (state != SessionState.CLOSED) {
            updateReading();
            outbox.pump();
            flush();
        }
    }

    /** Writes what was collected; the ledger first, so that no answer is on its way before its message is recorded. */
    void flush() {
        submits.addCounts();
        shared.ledger.flush();
        batch.flush();
    }

    ByteBuf out() {
        return batch.out();
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    boolean isClosed() {
        return state == SessionState.CLOSED;
    }

    private void onMessage(MessageFlyweight message) {
        if (message.commandId() == CommandId.DATA_SM && !InterfaceVersion.hasTlvs(shared.config.interfaceVersion())) {
            refuse(NackablePduException.unknownCommand(message.commandId(), message.sequenceNumber()));
        } else if (state.maySend()) {
            submits.onMessage(message);
        } else {
            answer(CommandId.responseOf(message.commandId()), CommandStatus.ESME_RINVBNDSTS, message.sequenceNumber());
        }
    }

    private void onBind(int commandId, BindFlyweight bind) {
        if (commandId == CommandId.BIND_TRANSCEIVER
                && !InterfaceVersion.hasTransceiver(shared.config.interfaceVersion())) {
            refuse(NackablePduException.unknownCommand(commandId, bind.sequenceNumber()));
            return;
        }
        int status = state == SessionState.OPEN
                ? shared.bindStatus(bind.systemId(), bind.password())
                : CommandStatus.ESME_RALYBND;
        if (status != CommandStatus.ESME_ROK) {
            shared.counters.refusedBinds.increment();
            answer(CommandId.responseOf(commandId), status, bind.sequenceNumber());
            return;
        }
        if (shared.plan.silent()) {
            return;
        }
        interfaceVersion = Math.min(bind.interfaceVersion(), shared.config.interfaceVersion());
        strict.version(interfaceVersion);
        PduEncoder.bindResp(
                out(),
                CommandId.responseOf(commandId),
                CommandStatus.ESME_ROK,
                bind.sequenceNumber(),
                shared.config.systemId(),
                InterfaceVersion.hasTlvs(interfaceVersion) ? shared.config.interfaceVersion() : -1);
        account = shared.account(bind.systemId());
        state = SessionState.of(commandId);
        shared.counters.binds.increment();
        shared.counters.boundSessions.increment();
        startEnquiring();
        if (state.mayReceive()) {
            account.addReceiver(this);
        }
        shared.boundSessionsChanged();
    }

    private void startEnquiring() {
        long intervalMs = shared.config.enquireLinkInterval().toMillis();
        if (intervalMs > 0) {
            enquireTimer = loop.loop.scheduleAtFixedRate(this::enquire, intervalMs, intervalMs, TimeUnit.MILLISECONDS);
        }
    }

    private void enquire() {
        if (!shared.plan.silent()) {
            PduEncoder.headerOnly(out(), CommandId.ENQUIRE_LINK, CommandStatus.ESME_ROK, outbox.nextSequenceNumber());
            flush();
        }
    }

    void refuse(NackablePduException e) {
        if (e.isAnswerable()) {
            answer(e.responseCommandId(), e.commandStatus(), e.sequenceNumber());
        }
    }

    private void answer(int responseCommandId, int status, int sequenceNumber) {
        if (!shared.plan.silent()) {
            PduEncoder.headerOnly(out(), responseCommandId, status, sequenceNumber);
        }
    }

    private void updateReading() {
        channel.config().setAutoRead(!shared.plan.readingStopped() && channel.isWritable());
    }

    private void close() {
        flush();
        end();
        channel.close();
    }

    private void end() {
        if (state.isBound()) {
            shared.counters.boundSessions.decrement();
            account.removeReceiver(this);
        }
        state = SessionState.CLOSED;
        if (enquireTimer != null) {
            enquireTimer.cancel(false);
        }
        outbox.close().forEach(message -> account.deliver(message));
    }
}
