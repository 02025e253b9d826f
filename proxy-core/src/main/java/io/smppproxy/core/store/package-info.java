/**
 * What the maps hold: projections of the journal. Written by the tracker only; read by the tracker and by edge threads.
 */
package io.smppproxy.core.store;
