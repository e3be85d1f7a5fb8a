DELETE FROM outbox WHERE audience IN ('proof', 'author', 'replier');
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
        CHECK (audience IN ('signer', 'petitioner', 'supporter', 'body')),
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
DROP TABLE input_fts;
DROP TABLE input_bands;
DROP TABLE ballots;
DROP TABLE voters;
DROP TABLE endorsements;
DROP TABLE statement_tallies;
DROP TABLE input_origins;
DROP TABLE input_versions;
DROP TABLE inputs;
DROP TABLE authors;
DROP TABLE proofs;
