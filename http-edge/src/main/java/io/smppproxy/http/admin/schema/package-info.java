/** What can be set and what the API looks like, for forms and generators. Immutable, for any thread. */
package io.smppproxy.http.admin.schema;
