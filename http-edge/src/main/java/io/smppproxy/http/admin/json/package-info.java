/** JSON in and out of the administration API, and its errors. Owned by the {@code admin-N} threads. */
package io.smppproxy.http.admin.json;
