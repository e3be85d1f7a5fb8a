-- More can be done than hiding.
-- The two rules about hiding have names that depend on what was renamed before.
DO $$
DECLARE
    rule RECORD;
BEGIN
    FOR rule IN SELECT conname FROM pg_constraint WHERE conrelid = 'moderation_decisions'::regclass AND contype = 'c'
        AND pg_get_constraintdef(oid) LIKE '%''hide''%'
    LOOP
        EXECUTE format('ALTER TABLE moderation_decisions DROP CONSTRAINT %I', rule.conname);
    END LOOP;
END $$;
ALTER TABLE moderation_decisions ADD CONSTRAINT moderation_decisions_action_check
    CHECK (action IN ('approve', 'hide', 'redact', 'collapse', 'close', 'warn', 'suspend', 'restore', 'keep'));
-- Invariant 5: no restriction without rule, version, facts and reasons.
ALTER TABLE moderation_decisions ADD CONSTRAINT moderation_decisions_grounds_check
    CHECK (action IN ('approve', 'restore', 'keep')
        OR (rule IS NOT NULL AND rule_version IS NOT NULL AND facts IS NOT NULL AND reason IS NOT NULL));
-- When what was done ends by itself: never, unless told.
ALTER TABLE moderation_decisions ADD COLUMN ends_at TIMESTAMPTZ
    CHECK ((ends_at IS NULL OR (ends_at > at AND action IN ('collapse', 'close', 'suspend')))
        AND (action <> 'suspend' OR ends_at IS NOT NULL));
CREATE INDEX moderation_decisions_ends ON moderation_decisions (ends_at) WHERE ends_at IS NOT NULL;

-- What limits a contribution that everybody may read: it stands until it is taken back, or ends.
CREATE TABLE moderation_limits (
    decision_id BIGINT NOT NULL PRIMARY KEY REFERENCES moderation_decisions (id),
    input_id BIGINT REFERENCES inputs (id),
    reply_id BIGINT REFERENCES replies (id),
    action TEXT NOT NULL CHECK (action IN ('redact', 'collapse', 'close')),
    -- The words that were left out and every text as it was, encrypted; gone when they are put back, or when their term ends.
    sealed TEXT,
    ended_at TIMESTAMPTZ,
    CHECK ((input_id IS NULL) <> (reply_id IS NULL)),
    CHECK (sealed IS NULL OR (action = 'redact' AND ended_at IS NULL))
);
CREATE INDEX moderation_limits_input ON moderation_limits (input_id) WHERE ended_at IS NULL;
CREATE INDEX moderation_limits_reply ON moderation_limits (reply_id) WHERE ended_at IS NULL;
-- What is collapsed or closed is not collapsed or closed once more.
CREATE UNIQUE INDEX moderation_limits_once_input ON moderation_limits (input_id, action) WHERE ended_at IS NULL AND action <> 'redact';
CREATE UNIQUE INDEX moderation_limits_once_reply ON moderation_limits (reply_id, action) WHERE ended_at IS NULL AND action <> 'redact';
CREATE INDEX moderation_limits_sealed ON moderation_limits (decision_id) WHERE sealed IS NOT NULL;

-- Who was warned, and who may not write for a term: a hash for one body and one purpose, that leads to nothing else.
CREATE TABLE writer_marks (
    body_id BIGINT NOT NULL REFERENCES bodies (id),
    kind TEXT NOT NULL CHECK (kind IN ('warned', 'suspended')),
    writer_key TEXT NOT NULL,
    ends_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (body_id, kind, writer_key)
);
CREATE INDEX writer_marks_ends ON writer_marks (ends_at);
