/**
 * sms.v1.SmsService over the core's submit port. Everything about a call belongs to the event loop (thread grpc-N) that its connection
 * lives on; {@link io.smppproxy.grpc.GrpcLoop} is the way onto it for others.
 */
package io.smppproxy.grpc;
