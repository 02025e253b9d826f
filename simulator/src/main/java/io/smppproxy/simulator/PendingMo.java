package io.smppproxy.simulator;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.SmEncoder;
import java.util.concurrent.CompletableFuture;

/** An incoming message on its way; it is sent until it is answered, whatever the answer says. */
final class PendingMo implements Outgoing {
    private final Counters counters;
    private final MoMessage message;
    final CompletableFuture<Integer> status = new CompletableFuture<>();

    PendingMo(Counters counters, MoMessage message) {
        this.counters = counters;
        this.message = message;
    }

    @Override
    public void encode(LoopContext loop, ByteBuf out, int sequenceNumber, int interfaceVersion) {
        SmEncoder encoder = loop.smEncoder
                .reset(CommandId.DELIVER_SM)
                .interfaceVersion(interfaceVersion)
                .sequenceNumber(sequenceNumber)
                .sourceAddr(message.sourceTon(), message.sourceNpi(), message.source())
                .destinationAddr(message.destTon(), message.destNpi(), message.destination())
                .esmClass(message.esmClass())
                .dataCoding(message.dataCoding())
                .userData(message.userData(), 0, message.userData().length);
        encoder.encode(out);
    }

    @Override
    public void onWaiting() {}

    @Override
    public void onSent(SmscSession session, int sequenceNumber) {
        counters.moSent.increment();
    }

    @Override
    public void onAnswered(SmscSession session, int sequenceNumber, int commandStatus) {
        if (commandStatus == CommandStatus.ESME_ROK) {
            counters.moAcknowledged.increment();
        }
        status.complete(commandStatus);
    }

    @Override
    public void onDiscarded(String reason) {
        status.completeExceptionally(new IllegalArgumentException(reason));
    }
}
