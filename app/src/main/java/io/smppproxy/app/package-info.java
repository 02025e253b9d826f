/** The entry point. Main thread only. */
package io.smppproxy.app;
