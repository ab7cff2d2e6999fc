-- Ids are 16 random bytes; times are microseconds since 1970; every text and payload is encrypted
-- (AES-256-GCM), every name is a keyed hash.

CREATE TABLE about (
    name TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- `place` numbers households for the tables below: a short key for what there is most of.
CREATE TABLE household (
    place INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    erasures INTEGER NOT NULL DEFAULT 0,
    data_key BLOB NOT NULL
) STRICT;

-- A NULL key is an erased member's: what was written under it cannot be read by anyone.
CREATE TABLE member_key (
    place INTEGER NOT NULL REFERENCES household (place),
    member BLOB NOT NULL CHECK (length(member) = 16),
    data_key BLOB,
    PRIMARY KEY (place, member)
) STRICT, WITHOUT ROWID;

-- `holder` is the member whose key the bytes need; NULL means the household's.
CREATE TABLE event (
    place INTEGER NOT NULL REFERENCES household (place),
    seq INTEGER NOT NULL,
    holder BLOB,
    hash BLOB NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (place, seq)
) STRICT, WITHOUT ROWID;

-- The newest snapshot only. `holder` is empty for the shared part; `program` is the version that
-- made it: another one may add the same events up differently, and replays instead.
CREATE TABLE snapshot (
    place INTEGER NOT NULL REFERENCES household (place),
    holder BLOB NOT NULL,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    program TEXT NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (place, holder)
) STRICT;

CREATE TABLE invitation (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    household BLOB NOT NULL REFERENCES household (id),
    by_member BLOB NOT NULL,
    called BLOB,
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    revoked INTEGER NOT NULL DEFAULT 0,
    used_by BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX invitation_household ON invitation (household);

CREATE TABLE person (
    member BLOB NOT NULL PRIMARY KEY CHECK (length(member) = 16),
    household BLOB NOT NULL REFERENCES household (id),
    name BLOB,
    name_lookup BLOB UNIQUE,
    created INTEGER NOT NULL,
    invitation BLOB REFERENCES invitation (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_household ON person (household);

-- `lookup` is for recovery codes only: whoever has one need not remember a name.
CREATE TABLE credential (
    member BLOB NOT NULL REFERENCES person (member),
    kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 3),
    hash BLOB NOT NULL,
    lookup BLOB UNIQUE,
    PRIMARY KEY (member, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    household BLOB NOT NULL REFERENCES household (id),
    created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX device_household ON device (household);

CREATE TABLE device_member (
    device BLOB NOT NULL REFERENCES device (id),
    member BLOB NOT NULL REFERENCES person (member),
    PRIMARY KEY (device, member)
) STRICT, WITHOUT ROWID;
CREATE INDEX device_member_member ON device_member (member);

CREATE TABLE session (
    token_hash BLOB NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    member BLOB NOT NULL REFERENCES person (member),
    household BLOB NOT NULL REFERENCES household (id),
    device BLOB REFERENCES device (id),
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    label BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_member ON session (member);
CREATE INDEX session_device ON session (device) WHERE device IS NOT NULL;
CREATE INDEX session_expires ON session (expires);

-- What was answered to a request, under the key that came with it.
CREATE TABLE receipt (
    member BLOB NOT NULL,
    key BLOB NOT NULL CHECK (length(key) = 16),
    answer BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (member, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX receipt_at ON receipt (at);

-- Failed guesses at one door (a keyed hash), and when the next may be made.
CREATE TABLE guess (
    door BLOB NOT NULL PRIMARY KEY CHECK (length(door) = 32),
    failures INTEGER NOT NULL,
    next INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX guess_next ON guess (next);
