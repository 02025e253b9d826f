/**
 * Message centres and ESMEs made by others, for tests against software that shares no code with ours. Each runs on threads or in a
 * process of its own; their methods may be called from any thread.
 */
package io.smppproxy.app.interop;
