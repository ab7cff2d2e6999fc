-- Private pages that a member lends to somebody outside until a time: a file that their device encrypted
-- to a key that is in the link alone. Found by the hash of the link's token, and by nothing else that
-- anybody is shown.
CREATE TABLE lent (
    token_hash BLOB PRIMARY KEY CHECK (length(token_hash) = 32),
    member BLOB NOT NULL REFERENCES person (member),
    expires INTEGER NOT NULL,
    file BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX lent_member ON lent (member);
CREATE INDEX lent_expires ON lent (expires);
