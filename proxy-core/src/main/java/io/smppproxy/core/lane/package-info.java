/**
 * What crosses threads on the way to an I/O loop: one ring per link, filled by edge threads, drained by the loop that owns the\n * link; and the few numbers that the loop publishes about the link. Only octets and ids cross.
 */
package io.smppproxy.core.lane;
