/**
 * The ESME side: listeners, sessions of ESMEs that have bound to us, their timers and windows. A session belongs to one I/O loop from
 * its first octet on, and nothing of it is touched by another thread; what crosses threads is named so: {@link
 * io.smppproxy.core.esme.SessionGate}, {@link io.smppproxy.core.esme.EsmeDirectory}, {@link
 * io.smppproxy.core.deliver.DeliveryResults}.
 */
package io.smppproxy.core.esme;
