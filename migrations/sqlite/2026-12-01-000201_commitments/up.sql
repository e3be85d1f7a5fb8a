-- What the authority promised, on a dossier, a round or a petition (exactly one of them). `settled` is kept beside the
-- state, because lists put what is still owed first, in the order of the due day.
CREATE TABLE commitments (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    number INTEGER NOT NULL UNIQUE,
    body_id INTEGER NOT NULL REFERENCES bodies (id),
    dossier_id INTEGER REFERENCES dossiers (id),
    round_id INTEGER REFERENCES rounds (id),
    petition_id INTEGER REFERENCES petitions (id),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 80),
    text TEXT NOT NULL,
    owner TEXT NOT NULL CHECK (length(owner) BETWEEN 1 AND 80),
    lang TEXT NOT NULL,
    due_on TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'dropped')),
    settled INTEGER NOT NULL CHECK (settled IN (0, 1)),
    -- The number of the step that was taken last.
    step INTEGER NOT NULL CHECK (step >= 1),
    made_at TEXT NOT NULL,
    settled_at TEXT,
    -- What followers say who were asked; the numbers stay when the people are erased.
    says_done INTEGER NOT NULL DEFAULT 0 CHECK (says_done >= 0),
    says_not_done INTEGER NOT NULL DEFAULT 0 CHECK (says_not_done >= 0),
    CHECK ((settled = 0) = (state = 'open')),
    CHECK ((settled_at IS NULL) = (state = 'open')),
    CHECK (state = 'done' OR says_done + says_not_done = 0),
    CHECK ((CASE WHEN dossier_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN round_id IS NULL THEN 0 ELSE 1 END)
        + (CASE WHEN petition_id IS NULL THEN 0 ELSE 1 END) = 1)
) STRICT;
CREATE INDEX commitments_listed ON commitments (settled, due_on, id);
CREATE INDEX commitments_of_body ON commitments (body_id, settled, due_on, id);
CREATE INDEX commitments_of_state ON commitments (state, due_on, id);
CREATE INDEX commitments_of_dossier ON commitments (dossier_id, settled, due_on, id) WHERE dossier_id IS NOT NULL;
CREATE INDEX commitments_of_round ON commitments (round_id, settled, due_on, id) WHERE round_id IS NOT NULL;
CREATE INDEX commitments_of_petition ON commitments (petition_id, settled, due_on, id) WHERE petition_id IS NOT NULL;

-- Everything that happened to a commitment, in order; nothing of it is ever changed. Each step keeps the text as it was
-- from then on, so that an older version stays readable. The unique number lets one of two who are first be first.
CREATE TABLE commitment_steps (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    commitment_id INTEGER NOT NULL REFERENCES commitments (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    kind TEXT NOT NULL CHECK (kind IN ('made', 'moved', 'corrected', 'done', 'dropped')),
    at TEXT NOT NULL,
    staff_id INTEGER REFERENCES staff (id),
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    owner TEXT NOT NULL,
    due_on TEXT NOT NULL,
    -- Why, in public; for what is done, the evidence.
    reason TEXT NOT NULL DEFAULT '',
    url TEXT,
    UNIQUE (commitment_id, number),
    CHECK ((kind = 'made') = (number = 1)),
    CHECK (kind = 'made' OR reason <> ''),
    CHECK (url IS NULL OR kind = 'done')
) STRICT;
CREATE INDEX commitment_steps_at ON commitment_steps (at, id);

-- Who follows a commitment: a row for each commitment, whose key nobody can join with another without the key.
CREATE TABLE commitment_followers (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    commitment_id INTEGER NOT NULL REFERENCES commitments (id),
    follower_key TEXT NOT NULL,
    sealed TEXT NOT NULL,
    lang TEXT NOT NULL,
    begun_at TEXT NOT NULL,
    wants_news INTEGER NOT NULL,
    says TEXT CHECK (says IN ('done', 'not_done')),
    UNIQUE (commitment_id, follower_key)
) STRICT;
