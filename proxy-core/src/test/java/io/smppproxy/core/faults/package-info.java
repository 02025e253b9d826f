/** Links and receipts that go wrong: real sockets, load, and a ledger at both ends. */
package io.smppproxy.core.faults;
