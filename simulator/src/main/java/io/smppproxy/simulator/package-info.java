/** A raw SMSC for demos, tests and load. */
package io.smppproxy.simulator;
