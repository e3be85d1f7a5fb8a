-- People who work for the authority, with their work address. What they may do follows from their roles.
CREATE TABLE staff (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    -- The sealed secret of the second factor; it counts once it was used.
    totp_sealed TEXT,
    has_second_factor INTEGER NOT NULL,
    -- The last thirty seconds that a code was taken for: none is taken twice.
    totp_step INTEGER NOT NULL,
    is_active INTEGER NOT NULL,
    must_change_password INTEGER NOT NULL,
    failed_attempts INTEGER NOT NULL,
    locked_until TEXT,
    created_at TEXT NOT NULL
) STRICT;

-- A role at a body holds for the bodies below it too.
CREATE TABLE staff_roles (
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    role TEXT NOT NULL CHECK (role IN ('administrator', 'clerk', 'moderator', 'policy_officer', 'reader')),
    body_id INTEGER NOT NULL REFERENCES bodies (id),
    PRIMARY KEY (staff_id, role, body_id)
) STRICT;

CREATE TABLE staff_recovery_codes (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    code_hash TEXT NOT NULL,
    used_at TEXT,
    UNIQUE (staff_id, code_hash)
) STRICT;

CREATE TABLE staff_sessions (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    token_hash TEXT NOT NULL UNIQUE,
    -- False between the password and the second factor: such a session reaches nothing else.
    is_complete INTEGER NOT NULL,
    begun_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    revoked_at TEXT
) STRICT;
CREATE INDEX staff_sessions_of ON staff_sessions (staff_id, begun_at);

-- Append-only: who did what (ID-4). Each row holds the hash of the row before it and of itself, so that nothing can be
-- changed or left out unseen. No citizen's data.
CREATE TABLE audit_entries (
    id INTEGER NOT NULL PRIMARY KEY,
    at TEXT NOT NULL,
    staff_id INTEGER REFERENCES staff (id),
    staff_name TEXT NOT NULL,
    act TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    body_id INTEGER REFERENCES bodies (id),
    detail TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX audit_entries_subject ON audit_entries (subject_kind, subject, id);
CREATE TRIGGER audit_entries_stay BEFORE UPDATE ON audit_entries BEGIN SELECT RAISE(ABORT, 'audit entries are append-only'); END;
CREATE TRIGGER audit_entries_are_kept BEFORE DELETE ON audit_entries BEGIN SELECT RAISE(ABORT, 'audit entries are append-only'); END;
-- The last entry's number and hash: whoever adds one holds this row until the commit.
CREATE TABLE audit_head (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    entries INTEGER NOT NULL,
    hash TEXT NOT NULL
) STRICT;
INSERT INTO audit_head (id, entries, hash) VALUES (1, 0, '');
