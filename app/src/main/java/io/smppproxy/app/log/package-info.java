/**
 * How log events are filtered and written. Runs on whichever thread logs; nothing on the way of a message does.
 */
package io.smppproxy.app.log;
