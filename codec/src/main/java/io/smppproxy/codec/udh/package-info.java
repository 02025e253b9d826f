/**
 * The user data header that stands before the text of a message (3GPP TS 23.040 §9.2.3.24). Owned by whichever thread calls.
 */
package io.smppproxy.codec.udh;
