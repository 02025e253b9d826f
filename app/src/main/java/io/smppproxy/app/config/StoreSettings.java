package io.smppproxy.app.config;

import io.smppproxy.configstore.sql.DatabaseSettings;
import java.nio.file.Path;

/**
 * Where the managed part of the configuration is kept.
 *
 * @param database the file or the server
 * @param keyFile file with the key that secrets are encrypted with
 * @param generateKey whether a missing key file is made
 */
public record StoreSettings(DatabaseSettings database, Path keyFile, boolean generateKey) {}
