/** The resources of the administration API that stand in the configuration. Owned by the {@code admin-N} threads, which may block. */
package io.smppproxy.http.admin.resource;
