/**
 * Text to octets and back: alphabets, the choice of the smallest one, and segmentation. Tables are immutable and shared; a
 * {@link io.smppproxy.codec.text.Segmenter} belongs to one thread, whichever it is.
 */
package io.smppproxy.codec.text;
