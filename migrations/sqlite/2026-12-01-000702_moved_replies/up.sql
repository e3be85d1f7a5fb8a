-- A reply is moved to another thread, with what stands below it. As in 000400, only the words of a CHECK change.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '''close'', ''warn'', ''suspend'', ''remove''', '''close'', ''move'', ''warn'', ''suspend'', ''remove''')
    WHERE type = 'table' AND name = 'moderation_decisions';
UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (action IN (''redact'', ''collapse'', ''close''))', 'CHECK (action IN (''redact'', ''collapse'', ''close'', ''move''))')
    WHERE type = 'table' AND name = 'moderation_limits';
PRAGMA writable_schema = RESET;

-- A stub bears what was moved away from where it stands: there it was, and there it returns.
ALTER TABLE replies ADD COLUMN moved_id INTEGER REFERENCES replies (id)
    CHECK (moved_id IS NULL OR (is_deleted AND text = ''));
CREATE UNIQUE INDEX replies_moved ON replies (moved_id) WHERE moved_id IS NOT NULL;

-- The numbers that a reply had elsewhere, so that an address that somebody kept leads to it.
CREATE TABLE moved_numbers (
    thread_id INTEGER NOT NULL REFERENCES threads (id),
    number INTEGER NOT NULL,
    reply_id INTEGER NOT NULL REFERENCES replies (id),
    PRIMARY KEY (thread_id, number)
) STRICT;
CREATE INDEX moved_numbers_reply ON moved_numbers (reply_id, thread_id);
