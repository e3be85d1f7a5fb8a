DROP TABLE tombstones;
UPDATE moderation_decisions SET action = 'hide' WHERE action = 'remove';
ALTER TABLE moderation_decisions DROP CONSTRAINT moderation_decisions_action_check;
ALTER TABLE moderation_decisions ADD CONSTRAINT moderation_decisions_action_check
    CHECK (action IN ('approve', 'hide', 'redact', 'collapse', 'close', 'warn', 'suspend', 'restore', 'keep'));
