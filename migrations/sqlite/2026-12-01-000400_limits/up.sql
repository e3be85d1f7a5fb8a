-- More can be done than hiding. The words of a CHECK are only text of the schema: no row changes, and what refers to the
-- table stays as it is.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(replace(sql,
    'CHECK (action IN (''approve'', ''hide'', ''restore'', ''keep''))',
    'CHECK (action IN (''approve'', ''hide'', ''redact'', ''collapse'', ''close'', ''warn'', ''suspend'', ''restore'', ''keep''))'),
    'CHECK (action <> ''hide'' OR', 'CHECK (action IN (''approve'', ''restore'', ''keep'') OR')
    WHERE type = 'table' AND name = 'moderation_decisions';
PRAGMA writable_schema = RESET;
-- When what was done ends by itself: never, unless told.
ALTER TABLE moderation_decisions ADD COLUMN ends_at TEXT
    CHECK ((ends_at IS NULL OR (ends_at > at AND action IN ('collapse', 'close', 'suspend')))
        AND (action <> 'suspend' OR ends_at IS NOT NULL));
CREATE INDEX moderation_decisions_ends ON moderation_decisions (ends_at) WHERE ends_at IS NOT NULL;

-- What limits a contribution that everybody may read: it stands until it is taken back, or ends.
CREATE TABLE moderation_limits (
    decision_id INTEGER NOT NULL PRIMARY KEY REFERENCES moderation_decisions (id),
    input_id INTEGER REFERENCES inputs (id),
    reply_id INTEGER REFERENCES replies (id),
    action TEXT NOT NULL CHECK (action IN ('redact', 'collapse', 'close')),
    -- The words that were left out and every text as it was, encrypted; gone when they are put back, or when their term ends.
    sealed TEXT,
    ended_at TEXT,
    CHECK ((input_id IS NULL) <> (reply_id IS NULL)),
    CHECK (sealed IS NULL OR (action = 'redact' AND ended_at IS NULL))
) STRICT;
CREATE INDEX moderation_limits_input ON moderation_limits (input_id) WHERE ended_at IS NULL;
CREATE INDEX moderation_limits_reply ON moderation_limits (reply_id) WHERE ended_at IS NULL;
-- What is collapsed or closed is not collapsed or closed once more.
CREATE UNIQUE INDEX moderation_limits_once_input ON moderation_limits (input_id, action) WHERE ended_at IS NULL AND action <> 'redact';
CREATE UNIQUE INDEX moderation_limits_once_reply ON moderation_limits (reply_id, action) WHERE ended_at IS NULL AND action <> 'redact';
CREATE INDEX moderation_limits_sealed ON moderation_limits (decision_id) WHERE sealed IS NOT NULL;

-- Who was warned, and who may not write for a term: a hash for one body and one purpose, that leads to nothing else.
CREATE TABLE writer_marks (
    body_id INTEGER NOT NULL REFERENCES bodies (id),
    kind TEXT NOT NULL CHECK (kind IN ('warned', 'suspended')),
    writer_key TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    PRIMARY KEY (body_id, kind, writer_key)
) STRICT;
CREATE INDEX writer_marks_ends ON writer_marks (ends_at);
