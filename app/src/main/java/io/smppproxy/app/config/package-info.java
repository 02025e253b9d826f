/**
 * Reading and checking the configuration: embedded defaults, then a HOCON file, then environment variables. Used by the main
 * thread before anything is started; what comes out is immutable.
 */
package io.smppproxy.app.config;
