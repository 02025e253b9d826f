package io.smppproxy.core.auth;

/** What became of a token. */
public sealed interface TokenResult permits VerifiedToken, TokenRefused {}
