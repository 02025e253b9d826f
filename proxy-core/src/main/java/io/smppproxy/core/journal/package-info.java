/**
 * The journal, which is the truth. One stream per I/O loop; a stream is appended to by its loop only and read by the\n * tracker only.
 */
package io.smppproxy.core.journal;
