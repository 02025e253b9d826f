/**
 * The stages that a submission passes before it is queued. They run on the edge's own thread; what the stages share is immutable,
 * lock-free, or striped with critical sections of some dozen nanoseconds.
 */
package io.smppproxy.core.admission;
