/** Bytes to PDUs and back, text to septets and segments. Owned by whichever thread calls; no sessions here. */
package io.smppproxy.codec;
