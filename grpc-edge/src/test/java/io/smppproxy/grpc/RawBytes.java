package io.smppproxy.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Requests that no generated code would write. */
final class RawBytes implements MethodDescriptor.Marshaller<byte[]> {
    /** A lone high surrogate as three octets, which is not UTF-8. */
    private static final byte[] LONE_SURROGATE = {(byte) 0xED, (byte) 0xA0, (byte) 0x80};

    @Override
    public InputStream stream(byte[] value) {
        return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
        try {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <R> MethodDescriptor<byte[], R> method(MethodDescriptor<?, R> method) {
        return method.toBuilder(new RawBytes(), method.getResponseMarshaller()).build();
    }

    /** The message, and after it a string field that is a lone surrogate. */
    static byte[] withLoneSurrogate(Message message, int fieldNumber) {
        ByteString field = ByteString.copyFrom(new byte[] {(byte) (fieldNumber << 3 | 2), 3});
        return message.toByteString()
                .concat(field)
                .concat(ByteString.copyFrom(LONE_SURROGATE))
                .toByteArray();
    }
}
