/**
 * Receipts and mobile originated messages on their way to ESMEs: what is to be delivered is a record in the tracker's journal stream, and
 * a queue is a list of positions in it. Owned by the tracker, but for what says otherwise.
 */
package io.smppproxy.core.deliver;
