/** The configuration in a SQL database: H2 in a file, or MariaDB, MySQL, Percona. Any thread; calls block for the database. */
package io.smppproxy.configstore.sql;
