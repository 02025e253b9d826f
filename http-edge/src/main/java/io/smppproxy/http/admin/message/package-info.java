/** Messages in the administration API: search, timelines, test messages, previews. Owned by the {@code admin-N} threads. */
package io.smppproxy.http.admin.message;
