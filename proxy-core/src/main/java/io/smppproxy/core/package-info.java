/** The proxy without its edges. */
package io.smppproxy.core;
