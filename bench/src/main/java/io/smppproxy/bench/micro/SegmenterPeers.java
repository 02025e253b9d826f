package io.smppproxy.bench.micro;

import com.chinamobile.cmos.sms.SmsAlphabet;
import com.chinamobile.cmos.sms.SmsDcs;
import com.chinamobile.cmos.sms.SmsException;
import com.chinamobile.cmos.sms.SmsMsgClass;
import com.chinamobile.cmos.sms.SmsPdu;
import com.chinamobile.cmos.sms.SmsPduUtil;
import com.chinamobile.cmos.sms.SmsTextMessage;
import com.cloudhopper.commons.charset.Charset;
import com.cloudhopper.commons.charset.CharsetUtil;
import com.cloudhopper.commons.charset.GSMCharset;
import com.cloudhopper.commons.gsm.GsmUtil;
import fr.sii.ogham.sms.SmsConstants.SmppSplitConstants.SegmentSizes;
import fr.sii.ogham.sms.encoder.EncodedMessage;
import fr.sii.ogham.sms.exception.message.SplitMessageException;
import fr.sii.ogham.sms.splitter.GsmBasicCharsetExtensionTableCounter;
import fr.sii.ogham.sms.splitter.GsmMessageSplitter;
import fr.sii.ogham.sms.splitter.Segment;
import java.util.Arrays;
import java.util.List;

/** Java segmenters from Maven Central, each told to pick GSM septets or UCS-2 and to use an 8-bit reference. */
final class SegmenterPeers {
    private final byte[] oghamReference;
    private final byte chReference;
    private final GsmMessageSplitter oghamGsm;
    private final GsmMessageSplitter oghamUcs2;

    SegmenterPeers(int reference) {
        oghamReference = new byte[] {(byte) reference};
        chReference = (byte) reference;
        oghamGsm = new GsmMessageSplitter(
                text -> new EncodedMessage(text, CharsetUtil.encode(text, CharsetUtil.CHARSET_GSM), "GSM"),
                new SegmentSizes(160, 153),
                () -> oghamReference,
                new GsmBasicCharsetExtensionTableCounter());
        oghamUcs2 = new GsmMessageSplitter(
                text -> new EncodedMessage(text, CharsetUtil.encode(text, CharsetUtil.CHARSET_UCS_2), "UCS2"),
                new SegmentSizes(70, 67),
                () -> oghamReference);
    }

    /** ch-commons: cuts octets at 134, so GSM text as if one octet held one septet on the air too; may tear escape pairs. */
    byte[][] chCommons(String text) {
        Charset charset = GSMCharset.canRepresent(text) ? CharsetUtil.CHARSET_GSM : CharsetUtil.CHARSET_UCS_2;
        byte[] octets = CharsetUtil.encode(text, charset);
        byte[][] parts = GsmUtil.createConcatenatedBinaryShortMessages(octets, chReference);
        return parts != null ? parts : new byte[][] {octets};
    }

    /** smsj as China Mobile publishes it; chooses its own references, and writes Latin-1 for characters beyond ASCII. */
    static SmsPdu[] smsj(String text) throws SmsException {
        SmsAlphabet alphabet = SmsPduUtil.hasUnGsmchar(text) ? SmsAlphabet.UCS2 : SmsAlphabet.GSM;
        return new SmsTextMessage(text, SmsDcs.getGeneralDataCodingDcs(alphabet, SmsMsgClass.CLASS_UNKNOWN)).getPdus();
    }

    /** Ogham, with ch-commons-charset for the octets, as it ships. */
    List<Segment> ogham(String text) throws SplitMessageException {
        return (GSMCharset.canRepresent(text) ? oghamGsm : oghamUcs2).split(text);
    }

    /** The user data of all parts in a row, their headers left out. */
    static byte[] joined(byte[][] parts) {
        byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int length = 0;
        for (byte[] part : parts) {
            int headerBytes = parts.length > 1 ? 6 : 0;
            System.arraycopy(part, headerBytes, all, length, part.length - headerBytes);
            length += part.length - headerBytes;
        }
        return Arrays.copyOf(all, length);
    }

    static byte[][] octets(List<Segment> segments) {
        return segments.stream().map(Segment::getBytes).toArray(byte[][]::new);
    }

    static byte[][] octets(SmsPdu[] pdus) {
        return Arrays.stream(pdus).map(SegmenterPeers::octets).toArray(byte[][]::new);
    }

    private static byte[] octets(SmsPdu pdu) {
        byte[] header = pdu.getUserDataHeaders() == null ? new byte[0] : pdu.getUserDataHeaders();
        byte[] body = pdu.getUserData().getData();
        byte[] octets = Arrays.copyOf(header, header.length + body.length);
        System.arraycopy(body, 0, octets, header.length, body.length);
        return octets;
    }
}
