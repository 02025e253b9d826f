/**
 * The JMH suite, run by {@code scripts/bench micro}. Each benchmark carries its forks and warm-up; every state belongs to one
 * benchmark thread unless its class says otherwise. Baselines from other libraries stand in the same class as what they are
 * compared with, and {@code @Setup} checks that all of them make the same octets.
 */
package io.smppproxy.bench.micro;
