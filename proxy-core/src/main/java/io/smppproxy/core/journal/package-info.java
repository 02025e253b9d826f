/**
 * The journal, which is the truth. One stream per I/O loop; a stream is appended to by its loop only and read by the
 * tracker only. One thread of its own, {@code journal-sync}, makes data durable and keeps house.
 */
package io.smppproxy.core.journal;
