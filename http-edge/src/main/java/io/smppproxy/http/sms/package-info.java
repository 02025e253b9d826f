/**
 * SmsService as JSON over HTTP, for web apps. Requests run on the listener's threads, replies on one thread of their own ({@link
 * io.smppproxy.http.sms.ReplyWaiters}).
 */
package io.smppproxy.http.sms;
