package io.smppproxy.grpc;

import com.google.protobuf.MessageLite;

/**
 * A request as it came off the wire.
 *
 * @param message the default instance when the octets are no such message
 * @param fault what is wrong with the octets and where, or null
 * @param lengthBytes serialised length
 */
record Parsed<T extends MessageLite>(T message, String fault, int lengthBytes) {}
