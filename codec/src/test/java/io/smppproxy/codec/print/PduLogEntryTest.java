package io.smppproxy.codec.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.print.PduLogEntry.Direction;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PduLogEntryTest {
    private static final String SUBMIT_SM =
            "000000450000000400000000000000080005004d7953656e6465720001013338303939313233"
                    + "343536370000000000000100000110486176652061206e6963652064617921";
    private static final String SUBMIT_SM_RESP =
            "0000005180000004000000000000000836353561316239366136633930623532386436323339"
                    + "37636165633363313564356437646464636361636166396161653666656564323263306239663962313500";
    private static final String SESSION = "1beb339d-24dd-4abc-a1c3-9e77d88856ab";

    private final StringBuilder out = new StringBuilder();

    @Test
    void shouldWriteARequestAndItsResponse() {
        PduLogEntry entry = new PduLogEntry(PrintOptions.DEFAULT, ZoneId.of("Europe/Kyiv"));
        append(entry, "2024-07-29T18:02:05.999Z", Direction.RECEIVED, SUBMIT_SM);
        append(entry, "2024-07-29T18:02:06Z", Direction.SENT, SUBMIT_SM_RESP);
        assertEquals("""
                INFO[2024-07-29 21:02:05][1beb339d-24dd-4abc-a1c3-9e77d88856ab]: <<<<< 000000450000000400000000000000080005004d7953656e6465720001013338303939313233343536370000000000000100000110486176652061206e6963652064617921
                SUBMIT_SM:
                {
                  "Header": {
                    "command_length": 69,
                    "command_id": 4,
                    "command_status": 0,
                    "sequence_number": 8
                  },
                  "service_type": "",
                  "source_addr_ton": 5,
                  "source_addr_npi": 0,
                  "source_addr": "MySender",
                  "dest_addr_ton": 1,
                  "dest_addr_npi": 1,
                  "destination_addr": "380991234567",
                  "esm_class": 0,
                  "protocol_id": 0,
                  "priority_flag": 0,
                  "schedule_delivery_time": "",
                  "validity_period": "",
                  "registered_delivery": 1,
                  "replace_if_present_flag": false,
                  "message": {
                    "data_coding": 0,
                    "sm_default_msg_id": 1,
                    "short_message": "Have a nice day!"
                  }
                }
                INFO[2024-07-29 21:02:06][1beb339d-24dd-4abc-a1c3-9e77d88856ab]: >>>>> 000000518000000400000000000000083635356131623936613663393062353238643632333937636165633363313564356437646464636361636166396161653666656564323263306239663962313500
                SUBMIT_SM_RESP:
                {
                  "Header": {
                    "command_length": 81,
                    "command_id": 2147483652,
                    "command_status": 0,
                    "sequence_number": 8
                  },
                  "message_id": "655a1b96a6c90b528d62397caec3c15d5d7dddccacaf9aae6feed22c0b9f9b15"
                }
                """, out.toString());
    }

    @Test
    void shouldNameWhatIsNoPdu() {
        PduLogEntry entry = new PduLogEntry(PrintOptions.DEFAULT, ZoneOffset.UTC);
        append(entry, "2024-07-29T18:02:05Z", Direction.RECEIVED, "00000010000000990000000000000001");
        append(entry, "2024-07-29T18:02:05Z", Direction.RECEIVED, "0000");
        assertTrue(out.toString().contains("\nCOMMAND 0X00000099:\n{\n  \"Header\""), out::toString);
        assertTrue(out.toString().contains("]: <<<<< 0000\nOCTETS:\n{\n  \"malformed\""), out::toString);
    }

    private void append(PduLogEntry entry, String at, Direction direction, String hex) {
        ByteBuf buf = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
        entry.append(out, Instant.parse(at), SESSION, direction, buf, 0, buf.readableBytes());
    }
}
