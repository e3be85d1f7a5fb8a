-- Numbers that are given out once, by one statement.
CREATE TABLE counters (
    name TEXT NOT NULL PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT;

-- How often its text was put before the clerk; 0 while it is being written.
ALTER TABLE petitions ADD COLUMN text_version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE petitions ADD COLUMN submitted_at TEXT;

-- The person behind a petition: name, address and the tokens of the links in `sealed`, encrypted.
CREATE TABLE petitioners (
    petition_id INTEGER NOT NULL PRIMARY KEY REFERENCES petitions (id),
    sealed TEXT NOT NULL,
    -- The page of the browser that began to write; gone once the petition was filed.
    page_hash TEXT UNIQUE,
    -- The link that was mailed: whoever has it owns the mailbox.
    mail_hash TEXT UNIQUE,
    -- The private link for supporters.
    support_hash TEXT UNIQUE,
    mailbox_key TEXT,
    is_proven INTEGER NOT NULL,
    show_name INTEGER NOT NULL,
    -- The steps of writing that were answered, by code, separated by spaces.
    answered TEXT NOT NULL,
    lang TEXT NOT NULL,
    mails INTEGER NOT NULL,
    changed_at TEXT NOT NULL,
    CHECK (NOT (is_proven AND mail_hash IS NULL))
) STRICT;
CREATE INDEX petitioners_changed ON petitioners (changed_at, petition_id);

-- The text as it was put before the clerk, each time; append-only but for removal on legal order.
CREATE TABLE petition_versions (
    petition_id INTEGER NOT NULL REFERENCES petitions (id),
    version INTEGER NOT NULL CHECK (version >= 1),
    title TEXT NOT NULL,
    observation TEXT NOT NULL,
    request TEXT NOT NULL,
    explanation TEXT NOT NULL,
    submitted_at TEXT NOT NULL,
    PRIMARY KEY (petition_id, version)
) STRICT;

-- What the desk decided on it, with the reason and the ground that it cites.
CREATE TABLE petition_rulings (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    petition_id INTEGER NOT NULL REFERENCES petitions (id),
    kind TEXT NOT NULL CHECK (kind IN ('admit', 'revise', 'refuse', 'forward', 'take_down', 'hand_over')),
    text_version INTEGER NOT NULL,
    code TEXT,
    citation TEXT,
    reason TEXT,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    at TEXT NOT NULL,
    CHECK (kind <> 'refuse' OR (code IS NOT NULL AND citation IS NOT NULL AND reason IS NOT NULL)),
    CHECK (kind <> 'revise' OR reason IS NOT NULL),
    CHECK (kind <> 'take_down' OR code IS NOT NULL)
) STRICT;
CREATE INDEX petition_rulings_of ON petition_rulings (petition_id, id);

-- Who works on it now.
CREATE TABLE petition_claims (
    petition_id INTEGER NOT NULL PRIMARY KEY REFERENCES petitions (id),
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    until TEXT NOT NULL
) STRICT;

-- Somebody who backs a petition before it is admitted; sealed as a signer is, with hashes that hold for one petition only.
CREATE TABLE supporters (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    petition_id INTEGER NOT NULL REFERENCES petitions (id),
    mailbox_key TEXT NOT NULL,
    name_key TEXT NOT NULL,
    household_key TEXT NOT NULL,
    sealed TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('pending', 'confirmed', 'signed')),
    lang TEXT NOT NULL,
    place_kind TEXT NOT NULL,
    area_id INTEGER,
    show_name INTEGER NOT NULL,
    keep_informed INTEGER NOT NULL,
    mails INTEGER NOT NULL,
    begun_at TEXT NOT NULL,
    confirmed_at TEXT,
    UNIQUE (mailbox_key, petition_id),
    CHECK ((state = 'pending') = (confirmed_at IS NULL))
) STRICT;
CREATE INDEX supporters_of ON supporters (petition_id, state);

-- News from the petitioner; on the thread once the desk approved it.
CREATE TABLE petition_updates (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    petition_id INTEGER NOT NULL REFERENCES petitions (id),
    text TEXT NOT NULL CHECK (text <> ''),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'approved', 'declined')),
    written_at TEXT NOT NULL,
    reason TEXT,
    staff_id INTEGER REFERENCES staff (id),
    decided_at TEXT,
    CHECK (state <> 'declined' OR reason IS NOT NULL),
    CHECK ((state = 'waiting') = (decided_at IS NULL))
) STRICT;
CREATE INDEX petition_updates_of ON petition_updates (petition_id, id);
CREATE INDEX petition_updates_waiting ON petition_updates (written_at, id) WHERE state = 'waiting';

-- The list of incoming papers of a body, with what the clerk proposes and what the body decided.
CREATE TABLE incoming_papers (
    petition_id INTEGER NOT NULL PRIMARY KEY REFERENCES petitions (id),
    number TEXT NOT NULL UNIQUE,
    body_id INTEGER NOT NULL REFERENCES bodies (id),
    received_at TEXT NOT NULL,
    proposal TEXT NOT NULL CHECK (proposal IN ('executive', 'committee', 'agenda', 'note')),
    proposal_note TEXT,
    decision TEXT CHECK (decision IN ('executive', 'committee', 'agenda', 'note')),
    decision_note TEXT,
    decided_on TEXT,
    CHECK ((decision IS NULL) = (decided_on IS NULL))
) STRICT;
CREATE INDEX incoming_papers_received ON incoming_papers (received_at, petition_id);

-- A step that a body owes by a moment.
CREATE TABLE obligations (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    petition_id INTEGER NOT NULL REFERENCES petitions (id),
    kind TEXT NOT NULL CHECK (kind IN ('decide', 'answer')),
    body_id INTEGER NOT NULL REFERENCES bodies (id),
    basis TEXT NOT NULL,
    begun_at TEXT NOT NULL,
    due_at TEXT NOT NULL,
    met_at TEXT,
    UNIQUE (petition_id, kind)
) STRICT;
CREATE INDEX obligations_due ON obligations (due_at, id) WHERE met_at IS NULL;

-- An answer that is being written: one at a time for a petition.
CREATE TABLE answer_drafts (
    petition_id INTEGER NOT NULL PRIMARY KEY REFERENCES petitions (id),
    state TEXT NOT NULL CHECK (state IN ('draft', 'offered')),
    -- How often it was written: what is approved is what was read.
    revision INTEGER NOT NULL,
    verdict TEXT CHECK (verdict IN ('adopted', 'partly_adopted', 'already_provided', 'not_adopted', 'other_body',
        'question_answered', 'noted')),
    heard TEXT NOT NULL,
    reasons TEXT NOT NULL,
    change_text TEXT NOT NULL,
    is_no_change INTEGER NOT NULL,
    responsible TEXT NOT NULL,
    adopted_by TEXT NOT NULL,
    adopted_on TEXT,
    -- Why a published answer is corrected.
    correction TEXT NOT NULL,
    -- What the second person said who gave it back.
    remark TEXT NOT NULL,
    written_by INTEGER NOT NULL REFERENCES staff (id),
    written_at TEXT NOT NULL,
    -- Verdict, reasons, and a change or an express "no change" (invariant 4), before anybody else is asked.
    CHECK (state = 'draft' OR (verdict IS NOT NULL AND reasons <> '' AND responsible <> '' AND adopted_by <> ''
        AND adopted_on IS NOT NULL AND (change_text <> '') <> is_no_change))
) STRICT;
ALTER TABLE petition_answers ADD COLUMN correction TEXT;

-- Mail goes to more people than signers now.
ALTER TABLE outbox RENAME COLUMN signer_id TO person_id;
ALTER TABLE outbox ADD COLUMN audience TEXT NOT NULL DEFAULT 'signer'
    CHECK (audience IN ('signer', 'petitioner', 'supporter', 'body'));
-- The event of a thread that the mail tells.
ALTER TABLE outbox ADD COLUMN event_id INTEGER;

-- Whom a petition was sent on to, sealed: an address may be a person's.
ALTER TABLE petition_events ADD COLUMN to_sealed TEXT;
