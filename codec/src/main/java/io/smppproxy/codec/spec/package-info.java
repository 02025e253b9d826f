/**
 * The SMPP specification as tables: commands with their fields and TLVs, TLVs with their types, per version. Immutable, so that
 * every thread may read; no octets here.
 */
package io.smppproxy.codec.spec;
