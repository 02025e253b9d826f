/** Encryption of secrets in the database, and the key for it. Immutable; any thread. */
package io.smppproxy.configstore.secret;
