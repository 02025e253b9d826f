/**
 * Immutable configuration of the core. Leaves: no thread owns them, every thread may read them.
 */
package io.smppproxy.core.config;
