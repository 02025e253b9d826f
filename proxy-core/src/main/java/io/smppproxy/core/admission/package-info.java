/**
 * The stages that a submission passes before it is queued. Run on the edge's own thread; stages are shared between\n * threads and therefore lock-free or striped.
 */
package io.smppproxy.core.admission;
