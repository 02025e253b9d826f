package io.smppproxy.bench.compare;

import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * An ESME binds to the proxy, whose link is bound to the simulator: what the ESME submits in transparent mode passes admission, journal and
 * maps, and the SMSC's answer comes back. No receipts.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a shutdown that nobody waits for
final class EsmePathContender implements Contender {
    /** Thread groups of this row that are not the proxy's: the ESME and the SMSC. */
    static final String[] FOREIGN_GROUPS = {"esme-side-#-#", "smsc-#-#"};

    private final EventLoopGroup esmeSide = FramedEchoContender.group("esme-side");
    private CoreStack stack;
    private BoundEsme esme;

    @Override
    public void open() throws Exception {
        stack = CoreStack.startForEsmes();
        stack.core().listen();
        InetSocketAddress server = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), stack.core().esmePort(false));
        esme = new BoundEsme(esmeSide, server, CoreStack.ACCOUNT, CoreStack.PASSWORD);
    }

    @Override
    public void pump(long messages) throws Exception {
        esme.pump(messages);
    }

    @Override
    public void pace(OpenLoop schedule) throws Exception {
        esme.pace(schedule);
    }

    @Override
    public void close() throws IOException {
        esmeSide.shutdownGracefully();
        if (stack != null) {
            stack.close();
        }
    }
}
