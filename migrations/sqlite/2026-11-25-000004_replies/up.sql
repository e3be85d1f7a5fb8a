-- What is said below an input, a petition or a dossier.
CREATE TABLE threads (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    input_id INTEGER UNIQUE REFERENCES inputs (id),
    petition_id INTEGER UNIQUE REFERENCES petitions (id),
    dossier_id INTEGER UNIQUE REFERENCES dossiers (id),
    is_open INTEGER NOT NULL,
    moderation TEXT NOT NULL CHECK (moderation IN ('before', 'after')),
    -- The number that was given out last, and how many are shown.
    last_number INTEGER NOT NULL,
    shown INTEGER NOT NULL CHECK (shown >= 0),
    CHECK ((input_id IS NOT NULL AND petition_id IS NULL AND dossier_id IS NULL)
        OR (input_id IS NULL AND petition_id IS NOT NULL AND dossier_id IS NULL)
        OR (input_id IS NULL AND petition_id IS NULL AND dossier_id IS NOT NULL))
) STRICT;

-- The person behind one reply; the key holds for one thread only.
CREATE TABLE repliers (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    thread_id INTEGER NOT NULL REFERENCES threads (id),
    replier_key TEXT NOT NULL,
    sealed TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    lang TEXT NOT NULL,
    begun_at TEXT NOT NULL
) STRICT;
CREATE INDEX repliers_of ON repliers (thread_id, replier_key);

CREATE TABLE replies (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    thread_id INTEGER NOT NULL REFERENCES threads (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    parent_id INTEGER REFERENCES replies (id),
    depth INTEGER NOT NULL CHECK (depth >= 0),
    lang TEXT NOT NULL,
    text TEXT NOT NULL,
    stance TEXT CHECK (stance IN ('for', 'against', 'neutral')),
    moderation TEXT NOT NULL CHECK (moderation IN ('awaiting', 'visible', 'limited', 'hidden')),
    -- Taken back by its author: a stub stays.
    is_deleted INTEGER NOT NULL,
    -- What it answered is gone.
    is_orphan INTEGER NOT NULL,
    display_name TEXT,
    replier_id INTEGER,
    -- A reply by staff, as their body, with the part that they have.
    staff_id INTEGER REFERENCES staff (id),
    staff_role TEXT,
    staff_body_id INTEGER REFERENCES bodies (id),
    is_correction INTEGER NOT NULL,
    source_url TEXT,
    is_pinned INTEGER NOT NULL,
    written_at TEXT NOT NULL,
    agreed INTEGER NOT NULL CHECK (agreed >= 0),
    disagreed INTEGER NOT NULL CHECK (disagreed >= 0),
    balance INTEGER NOT NULL,
    children INTEGER NOT NULL CHECK (children >= 0),
    descendants INTEGER NOT NULL CHECK (descendants >= 0),
    -- Whether it has a place in the thread, as text or as a stub; one that waits has none.
    is_shown INTEGER NOT NULL,
    source_key TEXT UNIQUE,
    UNIQUE (thread_id, number),
    CHECK ((parent_id IS NULL) = (depth = 0)),
    CHECK ((staff_id IS NULL) = (staff_role IS NULL)),
    CHECK (NOT is_correction OR (staff_id IS NOT NULL AND source_url IS NOT NULL)),
    CHECK (NOT is_pinned OR staff_id IS NOT NULL),
    CHECK (balance = agreed - disagreed),
    CHECK (is_shown = (moderation <> 'awaiting'))
) STRICT;
CREATE INDEX replies_written ON replies (thread_id, parent_id, is_shown, written_at, id);
CREATE INDEX replies_replied ON replies (thread_id, parent_id, is_shown, descendants, id);
CREATE INDEX replies_agreed ON replies (thread_id, parent_id, is_shown, balance, id);
CREATE INDEX replies_children ON replies (parent_id, is_shown, written_at, id);
CREATE INDEX replies_awaiting ON replies (id) WHERE moderation = 'awaiting';

-- Who agrees with a reply; the key holds for this reply only.
CREATE TABLE agreements (
    reply_id INTEGER NOT NULL REFERENCES replies (id),
    voter_key TEXT NOT NULL,
    value INTEGER NOT NULL CHECK (value IN (-1, 1)),
    at TEXT NOT NULL,
    PRIMARY KEY (reply_id, voter_key)
) STRICT;

-- What was decided on one contribution, with the house rule and the reason that its author was told.
CREATE TABLE moderation_decisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    input_id INTEGER REFERENCES inputs (id),
    reply_id INTEGER REFERENCES replies (id),
    action TEXT NOT NULL CHECK (action IN ('approve', 'hide', 'restore')),
    rule TEXT,
    rule_version INTEGER,
    reason TEXT,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    at TEXT NOT NULL,
    CHECK ((input_id IS NULL) <> (reply_id IS NULL)),
    CHECK (action <> 'hide' OR (rule IS NOT NULL AND rule_version IS NOT NULL AND reason IS NOT NULL)),
    CHECK (action <> 'restore' OR reason IS NOT NULL)
) STRICT;
CREATE INDEX moderation_decisions_input ON moderation_decisions (input_id, id);
CREATE INDEX moderation_decisions_reply ON moderation_decisions (reply_id, id);
