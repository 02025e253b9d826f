/** Metrics and health over HTTP. */
package io.smppproxy.http;
