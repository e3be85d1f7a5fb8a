-- A reply is moved to another thread, with what stands below it.
ALTER TABLE moderation_decisions DROP CONSTRAINT moderation_decisions_action_check;
ALTER TABLE moderation_decisions ADD CONSTRAINT moderation_decisions_action_check
    CHECK (action IN ('approve', 'hide', 'redact', 'collapse', 'close', 'move', 'warn', 'suspend', 'remove', 'restore', 'keep'));
ALTER TABLE moderation_limits DROP CONSTRAINT moderation_limits_action_check;
ALTER TABLE moderation_limits ADD CONSTRAINT moderation_limits_action_check
    CHECK (action IN ('redact', 'collapse', 'close', 'move'));

-- A stub bears what was moved away from where it stands: there it was, and there it returns.
ALTER TABLE replies ADD COLUMN moved_id BIGINT REFERENCES replies (id)
    CHECK (moved_id IS NULL OR (is_deleted AND text = ''));
CREATE UNIQUE INDEX replies_moved ON replies (moved_id) WHERE moved_id IS NOT NULL;

-- The numbers that a reply had elsewhere, so that an address that somebody kept leads to it.
CREATE TABLE moved_numbers (
    thread_id BIGINT NOT NULL REFERENCES threads (id),
    number BIGINT NOT NULL,
    reply_id BIGINT NOT NULL REFERENCES replies (id),
    PRIMARY KEY (thread_id, number)
);
CREATE INDEX moved_numbers_reply ON moved_numbers (reply_id, thread_id);
