/** What a simulated SMSC received and sent. I/O loops write, any thread reads. */
package io.smppproxy.simulator.ledger;
