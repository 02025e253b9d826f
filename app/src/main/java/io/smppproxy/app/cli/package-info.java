/** The command line: one class for each subcommand. Main thread only. */
package io.smppproxy.app.cli;
