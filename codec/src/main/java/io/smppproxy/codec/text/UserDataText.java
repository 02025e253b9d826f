package io.smppproxy.codec.text;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.udh.UserDataHeader;

/**
 * The text of a message out of the user data of its parts: takes headers off, reads packed septets and national tables, and
 * joins the octets of neighbours in the same alphabet before it reads them, so that a pair which a bad sender tore between
 * two parts is whole again. Reusable, not thread safe; allocates, never throws.
 */
public final class UserDataText {
    private final DataCodingRules rules;
    private final UserDataHeader header = new UserDataHeader();
    private final StringBuilder text = new StringBuilder();
    private final ByteBuf joined = Unpooled.buffer();
    private Encoding encoding = Encoding.GSM7;
    private int lockingId;
    private int singleId;

    public UserDataText(DataCodingRules rules) {
        this.rules = rules;
    }

    /** The text of a message that is one part; forgets parts that were added. */
    public String of(int esmClass, int dataCoding, ByteBuf buf, int offset, int length) {
        return clear().add(esmClass, dataCoding, buf, offset, length).text();
    }

    public UserDataText clear() {
        text.setLength(0);
        joined.clear();
        return this;
    }

    /** Adds the next part, its user data with its header. */
    public UserDataText add(int esmClass, int dataCoding, ByteBuf buf, int offset, int length) {
        if (EsmClass.hasUdh(esmClass)) {
            header.wrap(buf, offset, length);
        } else {
            header.clear();
        }
        Encoding newEncoding = rules.encodingOf(dataCoding);
        boolean gsm = newEncoding == Encoding.GSM7;
        int newLockingId = gsm ? header.lockingShiftLanguage() : 0;
        int newSingleId = gsm ? header.singleShiftLanguage() : 0;
        if (newEncoding != encoding || newLockingId != lockingId || newSingleId != singleId) {
            flush();
            encoding = newEncoding;
            lockingId = newLockingId;
            singleId = newSingleId;
        }
        int headerBytes = header.lengthBytes();
        if (gsm && rules.packed()) {
            byte[] septets = PackedSeptets.unpack(headerBytes, buf, offset + headerBytes, length - headerBytes);
            joined.writeBytes(septets, 0, PackedSeptets.textLength(headerBytes, septets));
        } else {
            joined.writeBytes(buf, offset + headerBytes, length - headerBytes);
        }
        return this;
    }

    /** Everything that was added since the last {@link #clear}. */
    public String text() {
        flush();
        return text.toString();
    }

    private void flush() {
        int length = joined.readableBytes();
        text.append(
                lockingId == 0 && singleId == 0
                        ? encoding.decode(joined, 0, length)
                        : NationalAlphabet.of(lockingId, singleId).decode(joined, 0, length));
        joined.clear();
    }
}
