-- When each of a member's ways in last changed, and in which session: every other one tells them.
-- `nth` counts a member's changes, as a clock may jump. Where nothing but the session proved who it
-- was, that one tells them too, later.
CREATE TABLE way_in_change (
    member BLOB NOT NULL REFERENCES person (member),
    way INTEGER NOT NULL CHECK (way BETWEEN 1 AND 6),
    at INTEGER NOT NULL,
    session BLOB NOT NULL CHECK (length(session) = 32),
    proved INTEGER NOT NULL CHECK (proved IN (0, 1)),
    nth INTEGER NOT NULL,
    PRIMARY KEY (member, way)
) STRICT, WITHOUT ROWID;

-- Up to which of these changes were put away: in this session, and for sessions that begin later.
ALTER TABLE session ADD COLUMN told INTEGER NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN told INTEGER NOT NULL DEFAULT 0;
