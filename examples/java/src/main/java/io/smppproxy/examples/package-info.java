/** Programs that use the proxy as its senders do. Single-threaded but for gRPC's own threads. */
package io.smppproxy.examples;
