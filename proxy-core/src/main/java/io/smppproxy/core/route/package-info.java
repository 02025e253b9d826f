/**
 * Which link a message takes: an immutable table of links and pools. Read by edge threads.
 */
package io.smppproxy.core.route;
