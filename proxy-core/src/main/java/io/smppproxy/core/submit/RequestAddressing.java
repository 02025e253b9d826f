package io.smppproxy.core.submit;

import io.smppproxy.codec.CommandEncoder;
import io.smppproxy.codec.CommandFlyweight;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.spec.Field;
import io.smppproxy.core.config.AccountConfig.Mode;
import io.smppproxy.core.config.AddressRule;
import io.smppproxy.core.config.LinkConfig;

/** Gives query_sm, cancel_sm and replace_sm the addresses with which their message was sent. Stateless; any thread. */
public final class RequestAddressing {
    private RequestAddressing() {}

    /** @param to holds a copy of the request; its addresses change in managed mode */
    public static void apply(Mode mode, CommandFlyweight request, LinkConfig link, CommandEncoder to) {
        if (mode != Mode.MANAGED) {
            return;
        }
        AddressRule source = link.source();
        String from = request.string(Field.SOURCE_ADDR);
        to.set(Field.SOURCE_ADDR_TON, PartAddressing.ton(source, request.number(Field.SOURCE_ADDR_TON), from))
                .set(Field.SOURCE_ADDR_NPI, PartAddressing.npi(source, request.number(Field.SOURCE_ADDR_NPI), from))
                .set(Field.SOURCE_ADDR, PartAddressing.source(source, from));
        if (request.commandId() == CommandId.CANCEL_SM) {
            AddressRule dest = link.dest();
            String addr = request.string(Field.DESTINATION_ADDR);
            to.set(Field.DEST_ADDR_TON, PartAddressing.ton(dest, request.number(Field.DEST_ADDR_TON), addr))
                    .set(Field.DEST_ADDR_NPI, PartAddressing.npi(dest, request.number(Field.DEST_ADDR_NPI), addr))
                    .set(Field.DESTINATION_ADDR, PartAddressing.withoutPlus(addr));
        }
    }
}
