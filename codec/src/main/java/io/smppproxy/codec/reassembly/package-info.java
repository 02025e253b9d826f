/**
 * Parts of concatenated messages made whole again. A {@link io.smppproxy.codec.reassembly.Reassembler} belongs to one
 * thread, whichever it is; time is what its caller says.
 */
package io.smppproxy.codec.reassembly;
