/**
 * Delivery receipts: reading every form that message centres send, and writing them. Parsers and writers belong to one
 * thread, whichever it is; nothing here throws for what a peer sent.
 */
package io.smppproxy.codec.receipt;
