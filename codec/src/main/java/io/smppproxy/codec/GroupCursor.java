package io.smppproxy.codec;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.spec.Field;
import java.nio.charset.StandardCharsets;

/**
 * Walks the groups that a count precedes: the destinations of submit_multi, the failed ones of its response (SMPP v3.4 §4.5),
 * the message ids of v3.3's query_last_msgs_resp. Reusable, not thread safe, and valid as long as the buffer.
 *
 * <pre>
 *  dest_address:    | dest_flag 1 | ton | npi | address NUL |   or   | dest_flag 2 | dl_name NUL |
 *  unsuccess_sme:   | ton | npi | address NUL | error_status_code (4) |
 *  message_details: | message_id NUL |
 * </pre>
 */
public final class GroupCursor {
    /** dest_flag of an address. */
    public static final int SME_ADDRESS = 1;

    /** dest_flag of a distribution list. */
    public static final int DISTRIBUTION_LIST = 2;

    private ByteBuf buf;
    private Field field;
    private int end;
    private int next;
    private int destFlag;
    private int tonOffset;
    private int textOffset;
    private int textLength;

    GroupCursor wrap(ByteBuf buf, Field field, int start, int end) {
        this.buf = buf;
        this.field = field;
        this.next = start;
        this.end = end;
        return this;
    }

    /** Moves to the next group; false when there is no whole one. */
    public boolean next() {
        int at = next;
        int flag = SME_ADDRESS;
        if (field == Field.DEST_ADDRESS) {
            if (at >= end) {
                return false;
            }
            flag = buf.getUnsignedByte(at++);
            if (flag != SME_ADDRESS && flag != DISTRIBUTION_LIST) {
                return false;
            }
        }
        boolean isAddress = field != Field.MESSAGE_DETAILS && flag == SME_ADDRESS;
        int text = isAddress ? at + 2 : at;
        int nul = OctetSearch.indexOfNul(buf, text, end);
        int groupEnd = nul + 1 + (field == Field.UNSUCCESS_SME ? Integer.BYTES : 0);
        if (nul < 0 || groupEnd > end) {
            return false;
        }
        destFlag = flag;
        tonOffset = at;
        textOffset = text;
        textLength = nul - text;
        next = groupEnd;
        return true;
    }

    /** True when this is the name of a distribution list and no address. */
    public boolean isDistributionList() {
        return destFlag == DISTRIBUTION_LIST;
    }

    /** dest_addr_ton of an address; a list or message_id has none. */
    public int ton() {
        return buf.getUnsignedByte(tonOffset);
    }

    /** dest_addr_npi of an address; a list or message_id has none. */
    public int npi() {
        return buf.getUnsignedByte(tonOffset + 1);
    }

    /** Absolute offset of the address, dl_name or message_id. */
    public int textOffset() {
        return textOffset;
    }

    /** Length of the address, dl_name or message_id in octets, without its NUL. */
    public int textLength() {
        return textLength;
    }

    /** The address, dl_name or message_id as Latin-1. Allocates. */
    public String text() {
        return buf.toString(textOffset, textLength, StandardCharsets.ISO_8859_1);
    }

    /** Why the address of an unsuccess_sme failed, a value of {@link CommandStatus}. */
    public int errorStatusCode() {
        return buf.getInt(textOffset + textLength + 1);
    }

    int nextOffset() {
        return next;
    }
}
