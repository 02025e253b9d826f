package io.smppproxy.core.submit;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.MessageFlyweight;
import io.smppproxy.codec.RegisteredDelivery;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.text.DataCodingRules;
import io.smppproxy.codec.text.Encoding;
import io.smppproxy.codec.text.Segmenter;
import io.smppproxy.codec.text.UserDataText;
import io.smppproxy.codec.udh.UserDataHeader;
import io.smppproxy.core.config.LinkConfig;

/**
 * Messages of accounts in managed mode: the text is read by its data_coding and written anew by the link's rules for alphabets,
 * segmentation and addresses, as the text of an app is. What is a part already, or cannot be read, keeps its user data. Always submit_sm.
 * One per thread; allocates the text.
 */
final class ManagedEncoding {
    /** Addresses of a submit_sm; a data_sm may have longer ones (SMPP v3.4 §5.2.8, §4.7.1). */
    private static final int MAX_ADDRESS = 20;
    /** Values beyond are GSM data coding schemes: they may say more than the alphabet, a message class for one. */
    private static final int MAX_SMPP_DATA_CODING = 0x0F;

    private final DataCodingRules esmeRules = DataCodingRules.DEFAULT;
    private final UserDataText reader = new UserDataText(esmeRules);
    private final UserDataHeader header = new UserDataHeader();
    private final Concatenation concatenation = new Concatenation();
    private final SubmitFields fields = new SubmitFields();
    private final OctetText text = new OctetText();
    private final Segmenter segmenter = new Segmenter();
    private final SmEncoder encoder = new SmEncoder();
    private byte[] octets = new byte[256];
    private boolean passes;
    private boolean isBinary;

    /** @return parts, or the negated command_status to refuse it with */
    int analyse(MessageFlyweight message, LinkConfig link) {
        if (message.sourceAddrLength() > MAX_ADDRESS) {
            return -CommandStatus.ESME_RINVSRCADR;
        }
        if (message.destinationAddrLength() == 0 || message.destinationAddrLength() > MAX_ADDRESS) {
            return -CommandStatus.ESME_RINVDSTADR;
        }
        ByteBuf buf = message.buffer();
        boolean hasHeader = EsmClass.hasUdh(message.esmClass());
        if (hasHeader) {
            header.wrap(buf, message.userDataOffset(), message.userDataLength());
        }
        passes =
                message.userDataLength() == 0 || (hasHeader && !header.isWellFormed()) || concatenation.isPart(message);
        if (passes) {
            return 1;
        }
        UserDataHeader kept = hasHeader ? header : null;
        Encoding encoding = esmeRules.encodingOf(message.dataCoding());
        isBinary = encoding == Encoding.BINARY;
        int parts = isBinary ? analyseBinary(message, link, kept) : analyseText(message, link, kept);
        if (parts == Segmenter.NOT_ENCODABLE) {
            passes = true;
            return 1;
        }
        return parts == Segmenter.TOO_LONG ? -CommandStatus.ESME_RINVMSGLEN : parts;
    }

    private int analyseBinary(MessageFlyweight message, LinkConfig link, UserDataHeader kept) {
        int headerBytes = kept == null ? 0 : kept.lengthBytes();
        int length = message.userDataLength() - headerBytes;
        if (octets.length < length) {
            octets = new byte[length];
        }
        message.buffer().getBytes(message.userDataOffset() + headerBytes, octets, 0, length);
        return segmenter.analyse(octets, 0, length, link.segmentation(), kept);
    }

    private int analyseText(MessageFlyweight message, LinkConfig link, UserDataHeader kept) {
        int dataCoding = message.dataCoding();
        String characters = reader.of(
                message.esmClass(), dataCoding, message.buffer(), message.userDataOffset(), message.userDataLength());
        return dataCoding > MAX_SMPP_DATA_CODING
                ? segmenter.analyse(characters, dataCoding, link.segmentation(), kept)
                : segmenter.analyse(characters, link.segmentation(), kept);
    }

    /**
     * Appends the parts of the message that was analysed last.
     *
     * @throws IllegalArgumentException if the link's version cannot carry it
     */
    void encode(MessageFlyweight message, LinkConfig link, int parts, int reference, LaneRecordEncoder record) {
        fields.copy(message, encoder);
        encoder.interfaceVersion(link.interfaceVersion());
        encoder.registeredDelivery(registeredDelivery(message.registeredDelivery(), link));
        ByteBuf buf = message.buffer();
        PartAddressing.source(
                link.source(),
                message.sourceAddrTon(),
                message.sourceAddrNpi(),
                text.wrap(buf, message.sourceAddrOffset(), message.sourceAddrLength()),
                encoder);
        PartAddressing.dest(
                link.dest(),
                message.destAddrTon(),
                message.destAddrNpi(),
                text.wrap(buf, message.destinationAddrOffset(), message.destinationAddrLength()),
                encoder);
        if (passes) {
            SubmitFields.copyTlvs(message, encoder, true);
            userData(message, link);
            append(record);
            return;
        }
        for (int part = 0; part < parts; part++) {
            encoder.esmClass(message.esmClass() & ~EsmClass.UDHI).clearTlvs();
            SubmitFields.copyTlvs(message, encoder, false);
            segmenter.encodePart(part, reference, encoder);
            if (isBinary) {
                encoder.dataCoding(message.dataCoding());
            }
            append(record);
        }
    }

    /** The link says whether receipts are asked for at all; what else the ESME asked for stays. */
    private static int registeredDelivery(int asked, LinkConfig link) {
        return link.requestReceipts()
                ? (asked & ~RegisteredDelivery.RECEIPT_MASK) | RegisteredDelivery.RECEIPT_ALWAYS
                : asked;
    }

    /** As it came, in short_message or message_payload; for v3.3, which has no payload, in short_message. */
    private void userData(MessageFlyweight message, LinkConfig link) {
        boolean inPayload =
                message.messagePayloadOffset() >= 0 && message.userDataOffset() == message.messagePayloadOffset();
        if (inPayload && InterfaceVersion.hasTlvs(link.interfaceVersion())) {
            encoder.messagePayload(message.buffer(), message.userDataOffset(), message.userDataLength());
        } else {
            encoder.shortMessage(message.buffer(), message.userDataOffset(), message.userDataLength());
        }
    }

    private void append(LaneRecordEncoder record) {
        int length = encoder.encode();
        record.part(encoder.octets(), encoder.octetsOffset(), length);
    }
}
