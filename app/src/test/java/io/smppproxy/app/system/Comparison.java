package io.smppproxy.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.cloudhopper.smpp.pdu.DeliverSm;
import com.cloudhopper.smpp.pdu.Pdu;
import com.cloudhopper.smpp.pdu.SubmitSm;
import com.cloudhopper.smpp.pdu.SubmitSmResp;
import com.cloudhopper.smpp.tlv.Tlv;
import com.cloudhopper.smpp.transcoder.DefaultPduTranscoder;
import com.cloudhopper.smpp.transcoder.DefaultPduTranscoderContext;
import com.cloudhopper.smpp.transcoder.PduTranscoder;
import io.smppproxy.app.interop.Tap;
import io.smppproxy.app.interop.Tap.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.netty.buffer.ChannelBuffers;

/** What passed before the proxy against what passed behind it, in transparent mode. ch-smpp reads the PDUs. */
final class Comparison {
    private static final Pattern ID = Pattern.compile("^id:(\\S*)");
    private static final short RECEIPTED_MESSAGE_ID = 0x001E;

    private final PduTranscoder transcoder = new DefaultPduTranscoder(new DefaultPduTranscoderContext());
    private final Tap esmeSide;
    private final Tap smscSide;

    private Comparison(Tap esmeSide, Tap smscSide) {
        this.esmeSide = esmeSide;
        this.smscSide = smscSide;
    }

    static Comparison of(Tap esmeSide, Tap smscSide) {
        return new Comparison(esmeSide, smscSide);
    }

    /** Octets of requests, ids of responses, receipts but for their ids. */
    void check() throws Exception {
        assertEquals(contents(esmeSide.submitted()), contents(smscSide.submitted()));
        Map<String, String> smscIds = new HashMap<>();
        for (Message message : smscSide.submitted()) {
            smscIds.put(message.content(), id(message));
        }
        Map<String, List<String>> told = receipts(esmeSide);
        Map<String, List<String>> given = receipts(smscSide);
        Set<String> ids = new HashSet<>();
        for (Message message : esmeSide.submitted()) {
            String id = id(message);
            ids.add(id);
            List<String> receipts = told.get(id);
            if (((SubmitSm) decode(message.pdu())).getRegisteredDelivery() == 0) {
                assertEquals(null, receipts);
                continue;
            }
            assertNotNull(receipts, () -> "no receipt for " + id);
            assertEquals(given.get(smscIds.get(message.content())), receipts);
        }
        assertEquals(esmeSide.submitted().size(), ids.size());
        assertEquals(esmeSide.delivered().size(), smscSide.delivered().size());
    }

    private static List<String> contents(List<Message> messages) {
        assertFalse(messages.isEmpty());
        return messages.stream().map(Message::content).sorted().toList();
    }

    private String id(Message message) throws Exception {
        SubmitSmResp answer = (SubmitSmResp) decode(message.answer());
        assertEquals(0, answer.getCommandStatus());
        return answer.getMessageId();
    }

    /** By the id that they name, in text and TLV: everything else of them. */
    private Map<String, List<String>> receipts(Tap tap) throws Exception {
        Map<String, List<String>> receipts = new HashMap<>();
        for (Message message : tap.delivered()) {
            DeliverSm deliver = (DeliverSm) decode(message.pdu());
            String text = new String(deliver.getShortMessage(), StandardCharsets.ISO_8859_1);
            Matcher id = ID.matcher(text);
            assertEquals(true, id.find(), text);
            StringBuilder rest = new StringBuilder();
            rest.append(deliver.getSourceAddress()).append(deliver.getDestAddress());
            rest.append(deliver.getEsmClass()).append(' ').append(deliver.getDataCoding());
            rest.append(text.substring(id.end()));
            if (deliver.getOptionalParameters() != null) {
                for (Tlv tlv : deliver.getOptionalParameters()) {
                    rest.append(' ').append(tlv.getTag()).append('=');
                    if (tlv.getTag() == RECEIPTED_MESSAGE_ID) {
                        assertEquals(id.group(1), tlv.getValueAsString());
                    } else {
                        rest.append(HexFormat.of().formatHex(tlv.getValue()));
                    }
                }
            }
            receipts.computeIfAbsent(id.group(1), i -> new ArrayList<>()).add(rest.toString());
        }
        return receipts;
    }

    private Pdu decode(byte[] pdu) throws Exception {
        assertNotNull(pdu, "no answer");
        return transcoder.decode(ChannelBuffers.wrappedBuffer(pdu));
    }
}
