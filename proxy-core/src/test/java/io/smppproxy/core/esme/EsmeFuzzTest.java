package io.smppproxy.core.esme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.smppproxy.codec.CommandId;
import io.smppproxy.core.harness.RawEsme;
import io.smppproxy.core.harness.RawSmsc;
import io.smppproxy.core.session.SessionHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whatever a peer sends, before and after its bind, ends at most its own connection. */
class EsmeFuzzTest {
    private static final int STREAMS = Integer.getInteger("smpp.fuzz-streams", 400);
    private static final int[] COMMANDS = {
        CommandId.BIND_TRANSCEIVER,
        CommandId.SUBMIT_SM,
        CommandId.SUBMIT_MULTI,
        CommandId.DATA_SM,
        CommandId.QUERY_SM,
        CommandId.CANCEL_SM,
        CommandId.REPLACE_SM,
        CommandId.DELIVER_SM,
        CommandId.DELIVER_SM_RESP,
        CommandId.ENQUIRE_LINK,
        CommandId.ENQUIRE_LINK_RESP,
        CommandId.GENERIC_NACK,
        CommandId.OUTBIND,
        CommandId.ALERT_NOTIFICATION,
        CommandId.BROADCAST_SM,
        0x0000_0777,
        0x8000_0777
    };

    @Test
    void shouldSurviveEveryStream() throws Exception {
        long seed = Long.getLong("smpp.seed", System.nanoTime());
        SplittableRandom random = new SplittableRandom(seed);
        ListAppender<ILoggingEvent> internalErrors = new ListAppender<>();
        internalErrors.start();
        Logger logger = (Logger) LoggerFactory.getLogger(SessionHandler.class);
        logger.addAppender(internalErrors);
        try (EsmeRig rig = EsmeRig.start(server -> server, account -> account.maxBinds(1_000));
                RawEsme witness = rig.bound(RawEsme.BIND_TRX)) {
            for (int i = 0; i < STREAMS; i++) {
                RawEsme esme = random.nextInt(4) == 0 ? rig.connect() : rig.bound(RawEsme.BIND_TRX);
                send(esme, stream(random));
                esme.hangUp();
            }
            assertEquals(
                    0,
                    witness.ask(RawEsme.SUBMIT_SM, RawEsme.submitBody("alive")).status());
            rig.awaitCount("bound sessions", 1, m -> m.boundSessions);
            rig.awaitCount("unbound connections", 0, m -> m.unboundConnections);
            assertEquals(
                    List.of(),
                    internalErrors.list.stream().map(ILoggingEvent::toString).toList());
        } catch (Exception | AssertionError e) {
            throw new AssertionError("-Dsmpp.seed=" + seed, e);
        } finally {
            logger.detachAppender(internalErrors);
        }
    }

    private static void send(RawEsme esme, byte[] octets) {
        try {
            esme.send(octets);
        } catch (IOException e) {
            // Closed on the way.
        }
    }

    private static byte[] stream(SplittableRandom random) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int pdus = random.nextInt(1, 20); pdus > 0; pdus--) {
            stream.writeBytes(pdu(random));
        }
        return stream.toByteArray();
    }

    /** Whole, cut, with octets changed, with another length, or noise. */
    private static byte[] pdu(SplittableRandom random) {
        int commandId = COMMANDS[random.nextInt(COMMANDS.length)];
        String[] bodies = {
            "",
            RawEsme.submitBody("text"),
            RawEsme.bindBody("esme", EsmeRig.PASSWORD, 0x34),
            RawSmsc.deliverBody(4, RawSmsc.receiptText("id", "DELIVRD", "000"), "")
        };
        byte[] octets = RawEsme.pdu(commandId, random.nextInt(3), random.nextInt(), bodies[random.nextInt(4)]);
        switch (random.nextInt(8)) {
            case 0 -> {
                for (int changes = random.nextInt(1, 6); changes > 0; changes--) {
                    octets[random.nextInt(4, octets.length)] = (byte) random.nextInt();
                }
            }
            case 1 -> octets[random.nextInt(4)] = (byte) random.nextInt();
            case 2 -> random.nextBytes(octets);
            default -> {
                // As it should be.
            }
        }
        return octets;
    }
}
