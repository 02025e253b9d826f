/** How a simulated SMSC behaves, and misbehaves. Values and volatile settings: any thread reads and writes them. */
package io.smppproxy.simulator.plan;
