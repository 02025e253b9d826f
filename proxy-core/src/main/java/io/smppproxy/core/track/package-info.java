/**
 * Where messages are: the journal's records, the state machine of a part and the tracker, the one thread that reads the\n * journal and writes the maps.
 */
package io.smppproxy.core.track;
