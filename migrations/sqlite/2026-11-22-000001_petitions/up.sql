CREATE TABLE site_facts (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE bodies (
    id INTEGER PRIMARY KEY NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    name_nl TEXT NOT NULL,
    name_en TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('authority', 'council', 'committee', 'executive', 'other')),
    parent_id INTEGER REFERENCES bodies (id),
    contact_email TEXT
) STRICT;

CREATE TABLE areas (
    id INTEGER PRIMARY KEY NOT NULL,
    scheme TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('municipality', 'district', 'neighbourhood', 'constituency')),
    parent_id INTEGER REFERENCES areas (id),
    boundary TEXT,
    UNIQUE (scheme, code)
) STRICT;

CREATE TABLE area_postcodes (
    postcode TEXT NOT NULL PRIMARY KEY,
    area_id INTEGER NOT NULL REFERENCES areas (id)
) STRICT;

CREATE TABLE instruments (
    id INTEGER PRIMARY KEY NOT NULL,
    code TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    valid_from TEXT NOT NULL,
    rules TEXT NOT NULL,
    UNIQUE (code, version)
) STRICT;

CREATE TABLE petitions (
    id INTEGER PRIMARY KEY NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    reference TEXT NOT NULL UNIQUE,
    instrument_id INTEGER NOT NULL REFERENCES instruments (id),
    body_id INTEGER NOT NULL REFERENCES bodies (id),
    area_id INTEGER REFERENCES areas (id),
    lang TEXT NOT NULL,
    title TEXT NOT NULL,
    observation TEXT NOT NULL,
    request TEXT NOT NULL,
    explanation TEXT NOT NULL,
    petitioner_name TEXT,
    state TEXT NOT NULL CHECK (state IN ('draft', 'gathering', 'submitted', 'revision_requested', 'refused', 'forwarded',
        'open', 'closed', 'handed_over', 'answered', 'withdrawn', 'joined', 'taken_down')),
    is_public INTEGER NOT NULL,
    source TEXT NOT NULL,
    source_key TEXT UNIQUE,
    source_url TEXT,
    source_changed_at TEXT,
    filed_at TEXT NOT NULL,
    opened_at TEXT,
    closes_at TEXT,
    listed_at TEXT NOT NULL,
    answered_at TEXT,
    -- Open, closed, handed over and answered petitions were opened; a name is never public on a refused one.
    CHECK (opened_at IS NOT NULL OR state NOT IN ('open', 'closed', 'handed_over', 'answered')),
    CHECK (petitioner_name IS NULL OR state <> 'refused'),
    CHECK (is_public = 0 OR state NOT IN ('draft', 'gathering', 'submitted', 'revision_requested', 'taken_down'))
) STRICT;
CREATE INDEX petitions_listed ON petitions (is_public, listed_at, id);
CREATE INDEX petitions_closing ON petitions (state, closes_at, id);
CREATE INDEX petitions_answered ON petitions (answered_at, id) WHERE answered_at IS NOT NULL;

CREATE TABLE petition_events (
    id INTEGER PRIMARY KEY NOT NULL,
    petition_id INTEGER NOT NULL REFERENCES petitions (id),
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    code TEXT,
    text TEXT,
    url TEXT,
    to_name TEXT,
    other_petition_id INTEGER REFERENCES petitions (id)
) STRICT;
CREATE INDEX petition_events_of ON petition_events (petition_id, at, id);

CREATE TABLE petition_answers (
    id INTEGER PRIMARY KEY NOT NULL,
    petition_id INTEGER NOT NULL REFERENCES petitions (id),
    version INTEGER NOT NULL CHECK (version >= 1),
    verdict TEXT NOT NULL CHECK (verdict IN ('adopted', 'partly_adopted', 'already_provided', 'not_adopted', 'other_body',
        'question_answered', 'noted')),
    heard TEXT NOT NULL,
    reasons TEXT NOT NULL CHECK (reasons <> ''),
    change_text TEXT,
    responsible TEXT NOT NULL,
    adopted_by TEXT NOT NULL,
    adopted_at TEXT,
    published_at TEXT NOT NULL,
    UNIQUE (petition_id, version)
) STRICT;

CREATE TABLE petition_search (
    petition_id INTEGER PRIMARY KEY NOT NULL REFERENCES petitions (id),
    title_tokens TEXT NOT NULL
) STRICT;
-- Tokens are folded by `domain/src/search/`; every letter beyond ASCII is a part of one, as in PostgreSQL.
CREATE VIRTUAL TABLE petition_fts USING fts5 (tokens, tokenize = 'ascii');

-- The count, in its three parts and by place and hour. `verify` recomputes all of it.
CREATE TABLE petition_counts (
    petition_id INTEGER PRIMARY KEY NOT NULL REFERENCES petitions (id),
    live INTEGER NOT NULL CHECK (live >= 0),
    sealed INTEGER NOT NULL CHECK (sealed >= 0),
    imported INTEGER NOT NULL CHECK (imported >= 0),
    total INTEGER NOT NULL,
    CHECK (total = live + sealed + imported)
) STRICT;
CREATE INDEX petition_counts_total ON petition_counts (total, petition_id);

CREATE TABLE petition_place_counts (
    petition_id INTEGER NOT NULL REFERENCES petitions (id),
    place_kind TEXT NOT NULL CHECK (place_kind IN ('area', 'elsewhere', 'abroad', 'unknown', 'paper', 'remainder')),
    -- 0 where the kind has no area.
    area_id INTEGER NOT NULL,
    live INTEGER NOT NULL CHECK (live >= 0),
    tallied INTEGER NOT NULL CHECK (tallied >= 0 OR place_kind = 'remainder'),
    PRIMARY KEY (petition_id, place_kind, area_id),
    CHECK ((place_kind = 'area') = (area_id <> 0))
) STRICT;

CREATE TABLE petition_hour_counts (
    petition_id INTEGER NOT NULL REFERENCES petitions (id),
    hour TEXT NOT NULL,
    live INTEGER NOT NULL CHECK (live >= 0),
    tallied INTEGER NOT NULL CHECK (tallied >= 0),
    PRIMARY KEY (petition_id, hour)
) STRICT;

-- Append-only: what was erased (sealed) or counted by another system (imported).
CREATE TABLE tallies (
    id INTEGER PRIMARY KEY NOT NULL,
    petition_id INTEGER NOT NULL REFERENCES petitions (id),
    kind TEXT NOT NULL CHECK (kind IN ('sealed', 'imported')),
    place_kind TEXT NOT NULL CHECK (place_kind IN ('area', 'elsewhere', 'abroad', 'unknown', 'paper', 'remainder')),
    area_id INTEGER REFERENCES areas (id),
    country TEXT,
    hour TEXT,
    channel TEXT NOT NULL,
    amount INTEGER NOT NULL,
    source TEXT NOT NULL,
    source_date TEXT NOT NULL,
    reason TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CHECK ((place_kind = 'area') = (area_id IS NOT NULL)),
    CHECK (kind = 'imported' OR amount > 0)
) STRICT;
CREATE INDEX tallies_of ON tallies (petition_id);
CREATE TRIGGER tallies_stay BEFORE UPDATE ON tallies BEGIN SELECT RAISE(ABORT, 'tallies are append-only'); END;
CREATE TRIGGER tallies_are_kept BEFORE DELETE ON tallies BEGIN SELECT RAISE(ABORT, 'tallies are append-only'); END;

-- The person behind one signature: everything that identifies is in `sealed`, encrypted; the keys are hashes that hold for
-- one petition only.
CREATE TABLE signers (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    petition_id INTEGER NOT NULL REFERENCES petitions (id),
    mailbox_key TEXT NOT NULL,
    name_key TEXT NOT NULL,
    household_key TEXT NOT NULL,
    sealed TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('pending', 'confirmed', 'spent')),
    lang TEXT NOT NULL,
    place_kind TEXT NOT NULL,
    area_id INTEGER,
    channel TEXT NOT NULL,
    show_name INTEGER NOT NULL,
    keep_informed INTEGER NOT NULL,
    begun_at TEXT NOT NULL,
    mails INTEGER NOT NULL,
    code_attempts INTEGER NOT NULL,
    reminded INTEGER NOT NULL
) STRICT;
CREATE INDEX signers_mailbox ON signers (mailbox_key);
CREATE INDEX signers_waiting ON signers (begun_at) WHERE state <> 'confirmed';

-- The public row. It has the id of its person row, and outlives it.
CREATE TABLE signatures (
    signer_id INTEGER PRIMARY KEY NOT NULL,
    petition_id INTEGER NOT NULL REFERENCES petitions (id),
    mailbox_key TEXT NOT NULL,
    slot INTEGER NOT NULL CHECK (slot IN (1, 2)),
    household_key TEXT NOT NULL,
    name_key TEXT NOT NULL,
    first_slot INTEGER,
    first_name_key TEXT,
    state TEXT NOT NULL CHECK (state IN ('live', 'withdrawn', 'invalidated')),
    public_name TEXT,
    place_kind TEXT NOT NULL CHECK (place_kind IN ('area', 'elsewhere', 'abroad', 'unknown', 'paper')),
    area_id INTEGER REFERENCES areas (id),
    channel TEXT NOT NULL CHECK (channel IN ('web', 'api', 'paper')),
    confirmed_at TEXT NOT NULL,
    hour TEXT NOT NULL,
    -- The mailbox leads: every group of the intake looks up what its mailboxes did before.
    UNIQUE (mailbox_key, petition_id, slot),
    UNIQUE (mailbox_key, petition_id, household_key, name_key, slot),
    -- The second place of a mailbox is for another name at the same postcode (invariant 2).
    CHECK ((slot = 1 AND first_slot IS NULL AND first_name_key IS NULL)
        OR (slot = 2 AND first_slot = 1 AND first_name_key IS NOT NULL AND first_name_key <> name_key)),
    CHECK ((place_kind = 'area') = (area_id IS NOT NULL)),
    FOREIGN KEY (mailbox_key, petition_id, household_key, first_name_key, first_slot)
        REFERENCES signatures (mailbox_key, petition_id, household_key, name_key, slot)
) STRICT;
CREATE INDEX signatures_named ON signatures (petition_id, confirmed_at) WHERE public_name IS NOT NULL;

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    event_key TEXT NOT NULL UNIQUE,
    message TEXT NOT NULL,
    signer_id INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'failed')),
    due_at TEXT NOT NULL,
    claimed_until TEXT,
    attempts INTEGER NOT NULL,
    last_error TEXT,
    created_at TEXT NOT NULL,
    sent_at TEXT
) STRICT;
CREATE INDEX outbox_due ON outbox (due_at, id) WHERE state = 'queued';
CREATE INDEX outbox_signer ON outbox (signer_id);
CREATE INDEX outbox_failed ON outbox (id) WHERE state = 'failed';

CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    job_key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    subject_id INTEGER,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
    due_at TEXT NOT NULL,
    claimed_until TEXT,
    attempts INTEGER NOT NULL,
    last_error TEXT
) STRICT;
CREATE INDEX jobs_due ON jobs (due_at, id) WHERE state = 'waiting';
