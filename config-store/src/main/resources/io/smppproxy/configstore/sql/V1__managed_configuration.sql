-- What people manage. The same statements run on H2 and on MariaDB, MySQL and Percona.
-- Times are milliseconds since 1970-01-01 UTC. Settings are JSON objects with the keys of the configuration file, and only those that
-- somebody set: why they are no columns is in docs/decisions/0008. Passwords of links are encrypted with a key that is not in here,
-- those of accounts and users are hashes.

-- Notes about the store itself. Whoever changes anything holds the row "lock" until the end of the transaction, so that there is one
-- change at a time over all nodes.
CREATE TABLE notes (
    name    VARCHAR(100) NOT NULL PRIMARY KEY,
    content LONGTEXT     NOT NULL
) ${table-options};

INSERT INTO notes (name, content) VALUES ('lock', '');

-- One table for each section of the configuration file. entity_key: the numeric id, or the strategy's name, or the rule's number.
-- place: the order in the section, from 0.
CREATE TABLE links (
    entity_key VARCHAR(100) NOT NULL PRIMARY KEY,
    place      INT          NOT NULL,
    settings   LONGTEXT     NOT NULL,
    created    BIGINT       NOT NULL,
    updated    BIGINT       NOT NULL
) ${table-options};

CREATE TABLE pools (
    entity_key VARCHAR(100) NOT NULL PRIMARY KEY,
    place      INT          NOT NULL,
    settings   LONGTEXT     NOT NULL,
    created    BIGINT       NOT NULL,
    updated    BIGINT       NOT NULL
) ${table-options};

CREATE TABLE accounts (
    entity_key VARCHAR(100) NOT NULL PRIMARY KEY,
    place      INT          NOT NULL,
    settings   LONGTEXT     NOT NULL,
    created    BIGINT       NOT NULL,
    updated    BIGINT       NOT NULL
) ${table-options};

CREATE TABLE apps (
    entity_key VARCHAR(100) NOT NULL PRIMARY KEY,
    place      INT          NOT NULL,
    settings   LONGTEXT     NOT NULL,
    created    BIGINT       NOT NULL,
    updated    BIGINT       NOT NULL
) ${table-options};

CREATE TABLE strategies (
    entity_key VARCHAR(100) NOT NULL PRIMARY KEY,
    place      INT          NOT NULL,
    settings   LONGTEXT     NOT NULL,
    created    BIGINT       NOT NULL,
    updated    BIGINT       NOT NULL
) ${table-options};

CREATE TABLE routes (
    entity_key VARCHAR(100) NOT NULL PRIMARY KEY,
    place      INT          NOT NULL,
    settings   LONGTEXT     NOT NULL,
    created    BIGINT       NOT NULL,
    updated    BIGINT       NOT NULL
) ${table-options};

CREATE TABLE mo_routes (
    entity_key VARCHAR(100) NOT NULL PRIMARY KEY,
    place      INT          NOT NULL,
    settings   LONGTEXT     NOT NULL,
    created    BIGINT       NOT NULL,
    updated    BIGINT       NOT NULL
) ${table-options};

-- Every version of the seven tables above. document: all of them as JSON; NULL once fifty later versions are there.
CREATE TABLE versions (
    number       BIGINT        NOT NULL PRIMARY KEY,
    saved        BIGINT        NOT NULL,
    who          VARCHAR(100)  NOT NULL,
    what         VARCHAR(1000) NOT NULL,
    audit_number BIGINT        NOT NULL,
    document     LONGTEXT
) ${table-options};

-- Every change of anything, with what was before and is after, secrets masked. Rows are only ever added. hash: HMAC-SHA-256, under the
-- key that is not in here, over the hash of the row before and the columns of this one, so that nobody changes or removes a row unseen.
CREATE TABLE audit (
    number  BIGINT        NOT NULL PRIMARY KEY,
    changed BIGINT        NOT NULL,
    who     VARCHAR(100)  NOT NULL,
    what    VARCHAR(1000) NOT NULL,
    detail  LONGTEXT      NOT NULL,
    hash    VARCHAR(64)   NOT NULL
) ${table-options};

-- Users of the panel. user_role: viewer, operator or admin. hash: PBKDF2 as a PHC string.
CREATE TABLE users (
    name      VARCHAR(100) NOT NULL PRIMARY KEY,
    user_role VARCHAR(20)  NOT NULL,
    hash      VARCHAR(300) NOT NULL,
    created   BIGINT       NOT NULL,
    updated   BIGINT       NOT NULL
) ${table-options};

-- Tokens that were issued to apps; the tokens themselves are nowhere. id: the token's jti. revoked: NULL while it is accepted.
CREATE TABLE app_tokens (
    id      VARCHAR(100) NOT NULL PRIMARY KEY,
    app_id  BIGINT       NOT NULL,
    note    VARCHAR(200) NOT NULL,
    issued  BIGINT       NOT NULL,
    expires BIGINT       NOT NULL,
    revoked BIGINT
) ${table-options};

-- Numbers that a strategy refuses, digits only.
CREATE TABLE blacklist (
    strategy VARCHAR(100) NOT NULL,
    msisdn   VARCHAR(20)  NOT NULL,
    added    BIGINT       NOT NULL,
    PRIMARY KEY (strategy, msisdn)
) ${table-options};
