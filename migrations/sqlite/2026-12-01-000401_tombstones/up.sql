-- Something is removed for good on an order of the law. As in 000400, only the words of a CHECK change.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '''suspend'', ''restore'', ''keep''))', '''suspend'', ''remove'', ''restore'', ''keep''))')
    WHERE type = 'table' AND name = 'moderation_decisions';
PRAGMA writable_schema = RESET;

-- What stays of it: the decision with its date and rule, who ordered it, and a hash of the texts that are gone.
CREATE TABLE tombstones (
    decision_id INTEGER NOT NULL PRIMARY KEY REFERENCES moderation_decisions (id),
    input_id INTEGER UNIQUE REFERENCES inputs (id),
    reply_id INTEGER UNIQUE REFERENCES replies (id),
    authority TEXT NOT NULL CHECK (authority <> ''),
    reference TEXT NOT NULL CHECK (reference <> ''),
    text_hash TEXT NOT NULL,
    CHECK ((input_id IS NULL) <> (reply_id IS NULL))
) STRICT;
