/** What happens right now, for the panel: an overview, and events as they come. Owned by the thread {@code admin-events}. */
package io.smppproxy.http.admin.event;
