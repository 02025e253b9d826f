package io.smppproxy.simulator.esme;

import io.netty.channel.EventLoop;
import io.smppproxy.codec.DataSmFlyweight;
import io.smppproxy.codec.MessageIdRespFlyweight;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.codec.receipt.DeliveryReceipt;
import java.util.ArrayList;
import java.util.List;

/** What the sessions of one I/O loop share. Used on that loop only. */
final class EsmeLoop {
    final EventLoop loop;
    final SmFlyweight sm = new SmFlyweight();
    final DataSmFlyweight dataSm = new DataSmFlyweight();
    final MessageIdRespFlyweight answer = new MessageIdRespFlyweight();
    final DeliveryReceipt receipt = new DeliveryReceipt();
    private final List<EsmeSession> sessions = new ArrayList<>();
    private int first;

    EsmeLoop(EventLoop loop) {
        this.loop = loop;
    }

    void add(EsmeSession session) {
        sessions.add(session);
    }

    void remove(EsmeSession session) {
        sessions.remove(session);
    }

    /** Lets every session send what may be sent now, each time another one first. */
    void pumpAll() {
        int count = sessions.size();
        first = count == 0 ? 0 : (first + 1) % count;
        for (int i = 0; i < sessions.size(); i++) {
            sessions.get((first + i) % sessions.size()).pump();
        }
    }

    void unbindAll() {
        List.copyOf(sessions).forEach(EsmeSession::unbind);
    }

    void dropAll(boolean reset) {
        List.copyOf(sessions).forEach(session -> session.drop(reset));
    }

    void freezeAll() {
        sessions.forEach(EsmeSession::freeze);
    }

    void closeAll() {
        List.copyOf(sessions).forEach(EsmeSession::close);
    }
}
