-- Something that a person wants to do and whose mailbox is not proven yet: the button behind a mailed link does it.
-- Everything of it is sealed, and gone once it was done.
CREATE TABLE proofs (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('session', 'input', 'ballot', 'endorsement', 'reply', 'agreement')),
    round_id INTEGER REFERENCES rounds (id),
    sealed TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    lang TEXT NOT NULL,
    mails INTEGER NOT NULL,
    begun_at TEXT NOT NULL,
    done_at TEXT,
    -- Where it led to, once it was done.
    place TEXT,
    CHECK ((done_at IS NULL) = (place IS NULL))
) STRICT;
CREATE INDEX proofs_begun ON proofs (begun_at, id);

-- The person behind one input: name and address in `sealed`, encrypted; the key holds for one round only.
CREATE TABLE authors (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    author_key TEXT,
    sealed TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    lang TEXT NOT NULL,
    begun_at TEXT NOT NULL
) STRICT;
CREATE INDEX authors_of ON authors (round_id, author_key);

-- One numbered contribution to a round. It has its number from the moment it is confirmed, and exactly one state.
CREATE TABLE inputs (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    form TEXT NOT NULL CHECK (form IN ('open', 'idea', 'statement', 'paragraph', 'questionnaire', 'ranking', 'budget')),
    lang TEXT NOT NULL,
    title TEXT,
    text TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    state TEXT NOT NULL CHECK (state IN ('open', 'answered', 'set_aside', 'withdrawn', 'removed')),
    moderation TEXT NOT NULL CHECK (moderation IN ('awaiting', 'visible', 'limited', 'hidden')),
    is_late INTEGER NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('web', 'paper', 'meeting', 'telephone', 'email', 'elsewhere')),
    -- For a discussion on somebody else's platform: whose.
    source_name TEXT,
    is_public INTEGER NOT NULL,
    display_name TEXT,
    sender_kind TEXT NOT NULL CHECK (sender_kind IN ('person', 'organisation')),
    area_id INTEGER REFERENCES areas (id),
    place_name TEXT,
    -- Millionths of a degree.
    latitude INTEGER,
    longitude INTEGER,
    -- The person row; it may be erased.
    author_id INTEGER,
    received_at TEXT NOT NULL,
    registered_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    withdrawn_at TEXT,
    -- The first of the near-identical texts that this one belongs to; itself when it is the first.
    group_id INTEGER,
    senders INTEGER NOT NULL CHECK (senders >= 1),
    endorsements INTEGER NOT NULL CHECK (endorsements >= 0),
    replies INTEGER NOT NULL CHECK (replies >= 0),
    -- Whether everybody finds it in the list: public, not hidden, not waiting, the first of its like.
    is_listed INTEGER NOT NULL,
    source_key TEXT UNIQUE,
    UNIQUE (round_id, number),
    CHECK ((state = 'removed') = (moderation = 'hidden')),
    CHECK ((state = 'withdrawn') = (withdrawn_at IS NOT NULL)),
    CHECK (channel <> 'elsewhere' OR source_name IS NOT NULL),
    CHECK ((latitude IS NULL) = (longitude IS NULL))
) STRICT;
CREATE INDEX inputs_listed ON inputs (round_id, is_listed, number);
CREATE INDEX inputs_listed_endorsed ON inputs (round_id, is_listed, endorsements, number);
CREATE INDEX inputs_listed_replied ON inputs (round_id, is_listed, replies, number);
CREATE INDEX inputs_listed_form ON inputs (round_id, is_listed, form, number);
CREATE INDEX inputs_listed_state ON inputs (round_id, is_listed, state, number);
CREATE INDEX inputs_listed_channel ON inputs (round_id, is_listed, channel, number);
CREATE INDEX inputs_listed_area ON inputs (round_id, is_listed, area_id, number);
CREATE INDEX inputs_state ON inputs (round_id, state, number);
CREATE INDEX inputs_moderation ON inputs (round_id, moderation, number);
CREATE INDEX inputs_author ON inputs (author_id);
CREATE INDEX inputs_group ON inputs (group_id, number);

-- What is known of how an input came in: post, telephone, a meeting, another platform; the interest of its sender.
CREATE TABLE input_origins (
    input_id INTEGER NOT NULL PRIMARY KEY REFERENCES inputs (id),
    entered_by INTEGER REFERENCES staff (id),
    url TEXT,
    posted_on TEXT,
    -- When the speaker of an oral view agreed with its report (Awb 3:17).
    speaker_agreed_at TEXT,
    -- What its sender says of the own interest, where only stakeholders may respond (Awb 3:15).
    stake TEXT
) STRICT;

-- How people voted on a statement.
CREATE TABLE statement_tallies (
    input_id INTEGER NOT NULL PRIMARY KEY REFERENCES inputs (id),
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    agree INTEGER NOT NULL CHECK (agree >= 0),
    disagree INTEGER NOT NULL CHECK (disagree >= 0),
    pass INTEGER NOT NULL CHECK (pass >= 0),
    ballots INTEGER NOT NULL,
    CHECK (ballots = agree + disagree + pass)
) STRICT;
CREATE INDEX statement_tallies_of ON statement_tallies (round_id, ballots, input_id);

-- The text as it stood, each time; the newest is also in `inputs`.
CREATE TABLE input_versions (
    input_id INTEGER NOT NULL REFERENCES inputs (id),
    version INTEGER NOT NULL CHECK (version >= 1),
    title TEXT,
    text TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (input_id, version)
) STRICT;

-- Who stands behind an input; the key holds for this input only.
CREATE TABLE endorsements (
    input_id INTEGER NOT NULL REFERENCES inputs (id),
    endorser_key TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (input_id, endorser_key)
) STRICT;

-- Who votes on the statements of a round; another key than that of its authors.
CREATE TABLE voters (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    voter_key TEXT NOT NULL,
    UNIQUE (round_id, voter_key)
) STRICT;

-- The last vote of a voter on a statement: 1 agrees, -1 disagrees, 0 passes.
CREATE TABLE ballots (
    voter_id INTEGER NOT NULL REFERENCES voters (id),
    input_id INTEGER NOT NULL REFERENCES inputs (id),
    value INTEGER NOT NULL CHECK (value IN (-1, 0, 1)),
    at TEXT NOT NULL,
    PRIMARY KEY (voter_id, input_id)
) STRICT;
CREATE INDEX ballots_of ON ballots (input_id);

-- Keys of texts that are alike; candidates share one.
CREATE TABLE input_bands (
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    band INTEGER NOT NULL,
    input_id INTEGER NOT NULL REFERENCES inputs (id),
    PRIMARY KEY (round_id, band, input_id)
) STRICT;
CREATE INDEX input_bands_of ON input_bands (input_id);

CREATE VIRTUAL TABLE input_fts USING fts5 (tokens, tokenize = 'ascii');

-- A list of words in a CHECK cannot be changed: the table is made anew.
CREATE TABLE outbox_anew (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    event_key TEXT NOT NULL UNIQUE,
    message TEXT NOT NULL,
    person_id INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'failed')),
    due_at TEXT NOT NULL,
    claimed_until TEXT,
    attempts INTEGER NOT NULL,
    last_error TEXT,
    created_at TEXT NOT NULL,
    sent_at TEXT,
    audience TEXT NOT NULL DEFAULT 'signer'
        CHECK (audience IN ('signer', 'petitioner', 'supporter', 'body', 'proof', 'author', 'replier')),
    event_id INTEGER
) STRICT;
INSERT INTO outbox_anew (id, event_key, message, person_id, state, due_at, claimed_until, attempts, last_error, created_at,
    sent_at, audience, event_id)
    SELECT id, event_key, message, person_id, state, due_at, claimed_until, attempts, last_error, created_at, sent_at,
        audience, event_id FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_anew RENAME TO outbox;
CREATE INDEX outbox_due ON outbox (due_at, id) WHERE state = 'queued';
CREATE INDEX outbox_signer ON outbox (person_id);
CREATE INDEX outbox_failed ON outbox (id) WHERE state = 'failed';
