/** JMH suite and the comparison run. */
package io.smppproxy.bench;
