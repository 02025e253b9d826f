/** Main, configuration, wiring and command line. */
package io.smppproxy.app;
