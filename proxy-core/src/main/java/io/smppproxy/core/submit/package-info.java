/**
 * The way of a submission: admission, route, segmentation, lane. Runs on the edge's thread.
 */
package io.smppproxy.core.submit;
