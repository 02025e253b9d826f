/** The web panel's files for browsers. Owned by the threads of the administration listener; what they share never changes. */
package io.smppproxy.http.panel;
