/**
 * Tokens of the apps: who verifies them, with which keys, and who issues them. Called by edge threads; everything shared is immutable
 * or lock-free. No class here opens a file or a connection while it verifies.
 */
package io.smppproxy.core.auth;
