/**
 * ESMEs that may bind: their accounts as an immutable snapshot, their passwords, the addresses they may come from, and what slows down
 * those who guess. I/O loops and the verifier threads call in; nothing here blocks a loop.
 */
package io.smppproxy.core.account;
