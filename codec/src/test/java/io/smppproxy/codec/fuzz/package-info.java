/**
 * What is held against every input, however broken. {@link io.smppproxy.codec.fuzz.FuzzTarget} lists the targets;
 * scripts/fuzz runs them under Jazzer, and FuzzCorpusTest runs them over the inputs kept in src/test/resources/fuzz.
 */
package io.smppproxy.codec.fuzz;
