package io.smppproxy.http.sms;

/**
 * How the JSON twin of SmsService listens.
 *
 * @param host address to listen on
 * @param port 0 for any free one
 * @param threads of the listener, 4 or more
 * @param maxRequestBytes a longer request is refused with 413
 * @param maxBatch messages of one batch
 * @param maxInFlight messages that wait for their answer
 * @param maxWaitMs how long a request may wait for the SMSC's answer
 * @param replyRingBytes a power of two
 */
public record SmsApiConfig(
        String host,
        int port,
        int threads,
        int maxRequestBytes,
        int maxBatch,
        int maxInFlight,
        long maxWaitMs,
        int replyRingBytes) {}
