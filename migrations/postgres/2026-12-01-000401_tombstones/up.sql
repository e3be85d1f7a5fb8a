-- Something is removed for good on an order of the law.
ALTER TABLE moderation_decisions DROP CONSTRAINT moderation_decisions_action_check;
ALTER TABLE moderation_decisions ADD CONSTRAINT moderation_decisions_action_check
    CHECK (action IN ('approve', 'hide', 'redact', 'collapse', 'close', 'warn', 'suspend', 'remove', 'restore', 'keep'));

-- What stays of it: the decision with its date and rule, who ordered it, and a hash of the texts that are gone.
CREATE TABLE tombstones (
    decision_id BIGINT NOT NULL PRIMARY KEY REFERENCES moderation_decisions (id),
    input_id BIGINT UNIQUE REFERENCES inputs (id),
    reply_id BIGINT UNIQUE REFERENCES replies (id),
    authority TEXT NOT NULL CHECK (authority <> ''),
    reference TEXT NOT NULL CHECK (reference <> ''),
    text_hash TEXT NOT NULL,
    CHECK ((input_id IS NULL) <> (reply_id IS NULL))
);
