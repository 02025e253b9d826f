/** Measurements. {@code compare} puts whole paths side by side in one run, {@code micro} holds the JMH suite. */
package io.smppproxy.bench;
