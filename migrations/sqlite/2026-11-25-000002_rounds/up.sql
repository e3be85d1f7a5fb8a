-- The versioned rules of consultation rounds.
CREATE TABLE procedures (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    code TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    valid_from TEXT NOT NULL,
    rules TEXT NOT NULL,
    UNIQUE (code, version)
) STRICT;

CREATE TABLE rounds (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    -- The 12 of R12-0043.
    number INTEGER NOT NULL UNIQUE,
    slug TEXT NOT NULL UNIQUE,
    dossier_id INTEGER NOT NULL REFERENCES dossiers (id),
    phase TEXT NOT NULL CHECK (phase IN ('agenda_setting', 'policy_preparation', 'decision_making', 'implementation', 'evaluation')),
    procedure_id INTEGER NOT NULL REFERENCES procedures (id),
    lang TEXT NOT NULL,
    title TEXT NOT NULL,
    intro TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'announced', 'open', 'closed', 'answering', 'answered', 'cancelled')),
    respondents TEXT NOT NULL CHECK (respondents IN ('everyone', 'stakeholders')),
    access TEXT NOT NULL CHECK (access IN ('email', 'code', 'resident')),
    moderation TEXT NOT NULL CHECK (moderation IN ('before', 'after')),
    opens_at TEXT,
    closes_at TEXT,
    -- The day on which the papers are laid open, from which a statutory term counts (Awb 3:16).
    laid_open_on TEXT,
    bulletin_url TEXT,
    answer_by TEXT,
    announced_at TEXT,
    opened_at TEXT,
    closed_at TEXT,
    answering_at TEXT,
    answered_at TEXT,
    cancelled_at TEXT,
    cancel_reason TEXT,
    source TEXT NOT NULL,
    source_key TEXT UNIQUE,
    attribution TEXT,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CHECK (state IN ('draft', 'cancelled') OR (opens_at IS NOT NULL AND closes_at IS NOT NULL)),
    CHECK (opens_at IS NULL OR closes_at IS NULL OR opens_at < closes_at),
    CHECK ((state = 'cancelled') = (cancel_reason IS NOT NULL)),
    CHECK (state NOT IN ('open', 'closed', 'answering', 'answered') OR opened_at IS NOT NULL)
) STRICT;
CREATE INDEX rounds_of ON rounds (dossier_id, id);
CREATE INDEX rounds_listed ON rounds (state, closes_at, id);

-- What people can do in a round.
CREATE TABLE round_forms (
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    form TEXT NOT NULL CHECK (form IN ('open', 'idea', 'statement', 'paragraph', 'questionnaire', 'ranking', 'budget')),
    question TEXT NOT NULL,
    -- Whether people may add statements of their own.
    takes_own INTEGER NOT NULL,
    PRIMARY KEY (round_id, form)
) STRICT;

-- A round is only ever made longer, in public.
CREATE TABLE round_extensions (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    from_closes_at TEXT NOT NULL,
    to_closes_at TEXT NOT NULL,
    cause TEXT NOT NULL CHECK (cause IN ('outage', 'other')),
    reason TEXT NOT NULL CHECK (reason <> ''),
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    at TEXT NOT NULL,
    CHECK (from_closes_at < to_closes_at)
) STRICT;
CREATE INDEX round_extensions_of ON round_extensions (round_id, id);

-- What visitors of a round have to know: an outage, a change of papers.
CREATE TABLE round_notices (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    kind TEXT NOT NULL CHECK (kind IN ('outage', 'papers', 'note')),
    text TEXT NOT NULL CHECK (text <> ''),
    staff_id INTEGER REFERENCES staff (id),
    at TEXT NOT NULL
) STRICT;
CREATE INDEX round_notices_of ON round_notices (round_id, id);

-- Codes for letters; kept as hashes, each for one person.
CREATE TABLE invitation_batches (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    label TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0),
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    at TEXT NOT NULL
) STRICT;
CREATE INDEX invitation_batches_of ON invitation_batches (round_id, id);

CREATE TABLE invitation_codes (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES invitation_batches (id),
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    code_hash TEXT NOT NULL UNIQUE,
    used_at TEXT
) STRICT;
CREATE INDEX invitation_codes_of ON invitation_codes (batch_id, id);

-- How many inputs a round has by state, channel, form, area and so on; `verify` recounts.
CREATE TABLE round_counts (
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    facet TEXT NOT NULL CHECK (facet IN ('state', 'moderation', 'channel', 'form', 'area', 'late', 'listed')),
    value TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount >= 0),
    PRIMARY KEY (round_id, facet, value)
) STRICT;

CREATE VIRTUAL TABLE round_fts USING fts5 (tokens, tokenize = 'ascii');
