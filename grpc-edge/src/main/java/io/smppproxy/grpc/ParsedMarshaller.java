package io.smppproxy.grpc;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import com.google.protobuf.WireFormat;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads requests without ever failing: what gRPC makes of an exception here is "UNKNOWN: Application error processing RPC" and, on a
 * stream, the loss of everything in flight. The sender is told which field is wrong instead.
 */
final class ParsedMarshaller<T extends Message> implements MethodDescriptor.Marshaller<Parsed<T>> {
    private static final int INITIAL_BYTES = 4 * 1024;

    /** Strings are copied out of it, so each event loop needs only one. */
    private static final ThreadLocal<byte[]> BUFFER = ThreadLocal.withInitial(() -> new byte[INITIAL_BYTES]);

    private final T prototype;
    private final Parser<T> parser;

    @SuppressWarnings("unchecked") // a message's parser makes messages of its own type
    ParsedMarshaller(T prototype) {
        this.prototype = prototype;
        this.parser = (Parser<T>) prototype.getParserForType();
    }

    @Override
    public Parsed<T> parse(InputStream stream) {
        try {
            byte[] bytes;
            int length;
            if (stream instanceof KnownLength) {
                length = stream.available();
                bytes = bufferOf(length);
                length = stream.readNBytes(bytes, 0, length);
            } else {
                // Compressed; the transport has put its bound on the inflated length.
                bytes = stream.readAllBytes();
                length = bytes.length;
            }
            try {
                return new Parsed<>(parser.parseFrom(bytes, 0, length), null, length);
            } catch (InvalidProtocolBufferException e) {
                return new Parsed<>(prototype, fault(bytes, length), length);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("from memory, so not expected", e);
        }
    }

    /** For a client side of the same method; the edge only parses. */
    @Override
    public InputStream stream(Parsed<T> value) {
        return new ByteArrayInputStream(value.message().toByteArray());
    }

    private static byte[] bufferOf(int length) {
        byte[] buffer = BUFFER.get();
        if (buffer.length >= length) {
            return buffer;
        }
        byte[] larger = new byte[length];
        if (length <= 16 * INITIAL_BYTES) {
            BUFFER.set(larger);
        }
        return larger;
    }

    private String fault(byte[] bytes, int length) {
        CodedInputStream in = CodedInputStream.newInstance(bytes, 0, length);
        try {
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                FieldDescriptor field =
                        prototype.getDescriptorForType().findFieldByNumber(WireFormat.getTagFieldNumber(tag));
                boolean isString = field != null
                        && field.getType() == FieldDescriptor.Type.STRING
                        && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
                if (!isString) {
                    in.skipField(tag);
                } else if (!isUtf8(in.readByteArray())) {
                    return field.getName() + ": not UTF-8 (expected: text without lone surrogates or stray octets)";
                }
            }
        } catch (IOException e) {
            return "request: cut off or garbled at octet " + in.getTotalBytesRead() + " (expected: "
                    + prototype.getDescriptorForType().getFullName() + ")";
        }
        return "request: malformed (expected: "
                + prototype.getDescriptorForType().getFullName() + ")";
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
