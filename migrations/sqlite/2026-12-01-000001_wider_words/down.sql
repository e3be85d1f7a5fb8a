DELETE FROM outbox WHERE audience IN ('notifier', 'follower');
DELETE FROM proofs WHERE purpose = 'follow';
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
CREATE TABLE proofs_anew (
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
INSERT INTO proofs_anew (id, purpose, round_id, sealed, token_hash, lang, mails, begun_at, done_at, place)
    SELECT id, purpose, round_id, sealed, token_hash, lang, mails, begun_at, done_at, place FROM proofs;
DROP TABLE proofs;
ALTER TABLE proofs_anew RENAME TO proofs;
CREATE INDEX proofs_begun ON proofs (begun_at, id);
