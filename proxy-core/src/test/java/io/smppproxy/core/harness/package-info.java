/** A core with a simulated SMSC behind it and an edge in front of it, for tests that drive real sockets. */
package io.smppproxy.core.harness;
