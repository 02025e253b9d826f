/** sms.v1.SmsService over the core's submit port. */
package io.smppproxy.grpc;
