package io.smppproxy.simulator;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.NackablePduException;
import io.smppproxy.codec.PduCheck;
import io.smppproxy.codec.spec.Direction;

/** What --strict adds to a session: each PDU of the ESME is judged by the letter of the session's version. */
final class StrictCheck {
    private final Shared shared;
    private final SmscSession session;
    /** Null unless the simulator is strict. */
    private PduCheck check;

    StrictCheck(Shared shared, SmscSession session) {
        this.shared = shared;
        this.session = session;
        version(shared.config.interfaceVersion());
    }

    void version(int interfaceVersion) {
        check = shared.config.strict() ? new PduCheck(interfaceVersion, Direction.ESME_TO_MC) : null;
    }

    /** Refuses a request that is not by the letter. A bad response is counted and let pass, as nobody can refuse one. */
    boolean refuses(ByteBuf buf, int offset, int lengthBytes) {
        if (check == null) {
            return false;
        }
        try {
            check.check(buf, offset, lengthBytes);
            return false;
        } catch (NackablePduException e) {
            shared.counters.againstTheLetter.increment();
            SmscSimulator.LOG.warn("session {}: {}", session.number, e.getMessage());
            session.refuse(e);
            return e.isAnswerable();
        }
    }
}
