/**
 * What is between the configuration store and the core: which database, which key, the first import, checks and changes while the node
 * runs. Started by the main thread; changes come from threads of the administration API and from {@code config-poll}, one at a time.
 */
package io.smppproxy.app.manage;
