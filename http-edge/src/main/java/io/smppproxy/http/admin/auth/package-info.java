/** Who may call the administration API: api token, sessions, roles. Owned by the {@code admin-N} threads. */
package io.smppproxy.http.admin.auth;
