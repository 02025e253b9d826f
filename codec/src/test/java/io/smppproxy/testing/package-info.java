/** What the tests of all modules share. Runs on the test's own thread. */
package io.smppproxy.testing;
