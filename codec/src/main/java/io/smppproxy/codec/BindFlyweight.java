package io.smppproxy.codec;

import io.netty.buffer.ByteBuf;

/** bind_transmitter, bind_receiver and bind_transceiver (SMPP v3.4 §4.1), which share one body. */
public final class BindFlyweight extends PduFlyweight {
    static final int MAX_SYSTEM_ID = 15;

    /** The specification says 8, but longer passwords are in use; who knows the password decides. */
    static final int MAX_PASSWORD = 32;

    static final int MAX_SYSTEM_TYPE = 12;
    static final int MAX_ADDRESS_RANGE = 40;

    private int passwordOffset;
    private int systemTypeOffset;
    private int interfaceVersionOffset;
    private int addressRangeEnd;

    /**
     * Indexes the bind at {@code offset}.
     *
     * @throws NackablePduException when the body is too short or a field too long
     */
    public BindFlyweight wrap(ByteBuf buf, int offset, int lengthBytes) {
        wrapHeader(buf, offset, lengthBytes);
        passwordOffset = endOfCString("system_id", systemIdOffset(), MAX_SYSTEM_ID, CommandStatus.ESME_RINVSYSID) + 1;
        systemTypeOffset = endOfCString("password", passwordOffset, MAX_PASSWORD, CommandStatus.ESME_RINVPASWD) + 1;
        interfaceVersionOffset =
                endOfCString("system_type", systemTypeOffset, MAX_SYSTEM_TYPE, CommandStatus.ESME_RINVSYSTYP) + 1;
        require(interfaceVersionOffset, 3, "interface_version, addr_ton, addr_npi");
        addressRangeEnd =
                endOfCString("address_range", addressRangeOffset(), MAX_ADDRESS_RANGE, CommandStatus.ESME_RINVCMDLEN);
        indexRequestTlvs(addressRangeEnd + 1);
        return this;
    }

    public int systemIdOffset() {
        return offset + PduHeader.LENGTH_BYTES;
    }

    public int systemIdLength() {
        return passwordOffset - 1 - systemIdOffset();
    }

    public String systemId() {
        return string(systemIdOffset(), systemIdLength());
    }

    public int passwordOffset() {
        return passwordOffset;
    }

    public int passwordLength() {
        return systemTypeOffset - 1 - passwordOffset;
    }

    public String password() {
        return string(passwordOffset, passwordLength());
    }

    public String systemType() {
        return string(systemTypeOffset, interfaceVersionOffset - 1 - systemTypeOffset);
    }

    public int interfaceVersion() {
        return buf.getUnsignedByte(interfaceVersionOffset);
    }

    public int addrTon() {
        return buf.getUnsignedByte(interfaceVersionOffset + 1);
    }

    public int addrNpi() {
        return buf.getUnsignedByte(interfaceVersionOffset + 2);
    }

    public String addressRange() {
        return string(addressRangeOffset(), addressRangeEnd - addressRangeOffset());
    }

    private int addressRangeOffset() {
        return interfaceVersionOffset + 3;
    }
}
