-- The private pages of each member who has any: files that were encrypted on their own device. No row
-- is looked for by anything but its member. A row without files is of pages that were thrown away: its
-- version goes on, so that a device that still holds some does not bring them back.
CREATE TABLE vault (
    member BLOB PRIMARY KEY CHECK (length(member) = 16),
    version INTEGER NOT NULL,
    files BLOB
) STRICT, WITHOUT ROWID;
