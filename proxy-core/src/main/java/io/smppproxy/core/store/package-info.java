/**
 * What the maps hold: projections of the journal. Messages and receipts are written by the tracker only; the contact history also
 * by the edge threads that admit messages. Messages may be read by any thread.
 */
package io.smppproxy.core.store;
