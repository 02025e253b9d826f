package io.smppproxy.core.esme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.util.internal.PlatformDependent;
import io.smppproxy.core.harness.RawEsme;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an ESME costs that is bound and says nothing. */
class IdleBindsTest {
    private static final Logger LOG = LoggerFactory.getLogger(IdleBindsTest.class);
    private static final int BINDS = Integer.getInteger("smpp.idle-binds", 2_000);
    private static final long MAX_BYTES_PER_BIND = 8 * 1024;

    @Test
    void shouldTakeLittleMemoryForAnIdleBind() throws Exception {
        try (EsmeRig rig = EsmeRig.start(server -> server, account -> account.maxBinds(BINDS + 100))) {
            List<SocketChannel> esmes = new ArrayList<>();
            byte[] bind = RawEsme.pdu(RawEsme.BIND_TRX, 0, 1, RawEsme.bindBody("esme", EsmeRig.PASSWORD, 0x34));
            open(rig, esmes, bind, 100);
            long before = usedBytes();
            long fromNs = System.nanoTime();
            open(rig, esmes, bind, BINDS);
            double seconds = (System.nanoTime() - fromNs) / 1e9;
            long perBind = (usedBytes() - before) / BINDS;
            // The other ends of the connections live in this process too.
            LOG.warn(
                    "{} idle binds: {} octets of heap and direct memory each, {} binds a second",
                    BINDS,
                    perBind,
                    Math.round(BINDS / seconds));
            assertEquals(BINDS + 100, rig.count(m -> m.boundSessions));
            assertTrue(perBind < MAX_BYTES_PER_BIND, perBind + " octets for each idle bind");
            for (SocketChannel esme : esmes) {
                esme.close();
            }
            rig.awaitCount("bound sessions", 0, m -> m.boundSessions);
        }
    }

    private static void open(EsmeRig rig, List<SocketChannel> esmes, byte[] bind, int count) throws IOException {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), rig.server.port());
        ByteBuffer answer = ByteBuffer.allocate(100);
        for (int i = 0; i < count; i++) {
            SocketChannel esme = SocketChannel.open(server);
            esme.write(ByteBuffer.wrap(bind));
            answer.clear();
            while (answer.position() < 16) {
                esme.read(answer);
            }
            assertEquals(0, answer.getInt(8));
            esmes.add(esme);
        }
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
                + direct
                + Math.max(0, PlatformDependent.usedDirectMemory());
    }
}
