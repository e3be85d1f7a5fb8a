-- One policy matter, followed through the policy cycle.
CREATE TABLE dossiers (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    reference TEXT NOT NULL UNIQUE,
    body_id INTEGER NOT NULL REFERENCES bodies (id),
    area_id INTEGER REFERENCES areas (id),
    lang TEXT NOT NULL,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'public', 'closed')),
    -- The phase that it is in; none before the first begins.
    phase TEXT CHECK (phase IN ('agenda_setting', 'policy_preparation', 'decision_making', 'implementation', 'evaluation')),
    -- The process manager.
    manager_id INTEGER REFERENCES staff (id),
    -- Where the body made participation a duty: the rule that says so (PAR-7).
    duty TEXT,
    copied_from INTEGER REFERENCES dossiers (id),
    source TEXT NOT NULL,
    source_key TEXT UNIQUE,
    attribution TEXT,
    -- How often it was changed: what is changed is what was read.
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    published_at TEXT,
    CHECK ((state = 'draft') = (published_at IS NULL)),
    CHECK (state = 'draft' OR phase IS NOT NULL)
) STRICT;
CREATE INDEX dossiers_published ON dossiers (published_at, id) WHERE published_at IS NOT NULL;

-- Its five phases: planned and real dates, the promise, and the scope of what input can change (PAR-4).
CREATE TABLE phases (
    dossier_id INTEGER NOT NULL REFERENCES dossiers (id),
    kind TEXT NOT NULL CHECK (kind IN ('agenda_setting', 'policy_preparation', 'decision_making', 'implementation', 'evaluation')),
    planned_from TEXT,
    planned_until TEXT,
    started_at TEXT,
    finished_at TEXT,
    level TEXT CHECK (level IN ('inform', 'consult', 'advise', 'co_produce', 'co_decide')),
    decided TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    changeable TEXT NOT NULL,
    fixed TEXT NOT NULL,
    how TEXT NOT NULL,
    moment TEXT NOT NULL,
    afterwards TEXT NOT NULL,
    outcome TEXT NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (dossier_id, kind),
    CHECK (planned_from IS NULL OR planned_until IS NULL OR planned_from <= planned_until),
    CHECK (finished_at IS NULL OR started_at IS NOT NULL)
) STRICT;

-- Every step of a dossier through its phases; append-only.
CREATE TABLE phase_moves (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    dossier_id INTEGER NOT NULL REFERENCES dossiers (id),
    kind TEXT NOT NULL CHECK (kind IN ('begin', 'advance', 'override', 'return', 'finish')),
    from_phase TEXT,
    to_phase TEXT,
    reason TEXT,
    staff_id INTEGER REFERENCES staff (id),
    at TEXT NOT NULL,
    CHECK (kind NOT IN ('return', 'override') OR reason IS NOT NULL)
) STRICT;
CREATE INDEX phase_moves_of ON phase_moves (dossier_id, id);

-- Papers, exactly as they were laid open (Awb 3:11, 3:14).
CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    dossier_id INTEGER NOT NULL REFERENCES dossiers (id),
    phase TEXT NOT NULL,
    title TEXT NOT NULL,
    lang TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX documents_of ON documents (dossier_id, id);

CREATE TABLE document_files (
    sha256 TEXT NOT NULL PRIMARY KEY,
    size INTEGER NOT NULL CHECK (size > 0),
    -- Base64, so that both databases and every backup keep the same text.
    content TEXT NOT NULL
) STRICT;

CREATE TABLE document_versions (
    document_id INTEGER NOT NULL REFERENCES documents (id),
    version INTEGER NOT NULL CHECK (version >= 1),
    sha256 TEXT NOT NULL REFERENCES document_files (sha256),
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    -- Why it was replaced.
    note TEXT,
    staff_id INTEGER REFERENCES staff (id),
    laid_at TEXT NOT NULL,
    PRIMARY KEY (document_id, version),
    CHECK (version = 1 OR note IS NOT NULL)
) STRICT;

-- What the process manager has to do in each phase.
CREATE TABLE dossier_tasks (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    dossier_id INTEGER NOT NULL REFERENCES dossiers (id),
    phase TEXT NOT NULL,
    title TEXT NOT NULL,
    due_on TEXT,
    done_at TEXT,
    done_by INTEGER REFERENCES staff (id),
    CHECK ((done_at IS NULL) = (done_by IS NULL))
) STRICT;
CREATE INDEX dossier_tasks_of ON dossier_tasks (dossier_id, id);
CREATE INDEX dossier_tasks_due ON dossier_tasks (due_on, id) WHERE done_at IS NULL;

-- Petitions that ask about this matter; each hangs on one dossier.
CREATE TABLE dossier_petitions (
    petition_id INTEGER NOT NULL PRIMARY KEY REFERENCES petitions (id),
    dossier_id INTEGER NOT NULL REFERENCES dossiers (id),
    staff_id INTEGER REFERENCES staff (id),
    at TEXT NOT NULL
) STRICT;
CREATE INDEX dossier_petitions_of ON dossier_petitions (dossier_id, petition_id);

CREATE VIRTUAL TABLE dossier_fts USING fts5 (tokens, tokenize = 'ascii');
