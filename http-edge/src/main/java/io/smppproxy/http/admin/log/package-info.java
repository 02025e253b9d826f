/** PDU logs in the administration API: lists, downloads, views. Owned by the {@code admin-N} threads, which read files. */
package io.smppproxy.http.admin.log;
