-- Receipts in the order of writing, so that those written together stand on one page of the file,
-- and the oldest are the first.
CREATE TABLE receipt_in_order (
    nth INTEGER PRIMARY KEY,
    member BLOB NOT NULL,
    key BLOB NOT NULL CHECK (length(key) = 16),
    answer BLOB NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (member, key)
) STRICT;
INSERT INTO receipt_in_order (member, key, answer, at)
    SELECT member, key, answer, at FROM receipt ORDER BY at, member, key;
DROP TABLE receipt;
ALTER TABLE receipt_in_order RENAME TO receipt;
