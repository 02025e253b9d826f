/**
 * The port between edges (gRPC, HTTP, …) and the core: submissions in, replies and message information out. Called by
 * edge threads; replies are offered by I/O loops and by the tracker.
 */
package io.smppproxy.core.edge;
