-- What is read first: the first contribution of somebody, and what comes in hours in which nobody is there (minutes after
-- midnight, by the clock on the wall). For a round, or for the threads of a body's petitions and dossiers.
CREATE TABLE holds (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    round_id INTEGER UNIQUE REFERENCES rounds (id),
    body_id INTEGER UNIQUE REFERENCES bodies (id),
    -- Everything; of a round, `rounds.moderation` says that.
    is_before INTEGER NOT NULL,
    is_first INTEGER NOT NULL,
    quiet_from INTEGER CHECK (quiet_from BETWEEN 0 AND 1439),
    quiet_until INTEGER CHECK (quiet_until BETWEEN 0 AND 1439),
    revision INTEGER NOT NULL CHECK (revision >= 1),
    CHECK ((round_id IS NULL) <> (body_id IS NULL)),
    CHECK (round_id IS NULL OR NOT is_before),
    CHECK ((quiet_from IS NULL) = (quiet_until IS NULL)),
    CHECK (quiet_from <> quiet_until)
) STRICT;

-- Who replies below an input is known by the key of that round too: a round is one place, in which the first contribution
-- of somebody can be told from the next.
ALTER TABLE repliers ADD COLUMN author_key TEXT;
CREATE INDEX repliers_author ON repliers (author_key) WHERE author_key IS NOT NULL;
CREATE INDEX replies_replier ON replies (replier_id);
