-- What was moved stays where it is; where it was, a stub stays as of something that was taken back.
DROP TABLE moved_numbers;
ALTER TABLE replies DROP COLUMN moved_id;
UPDATE replies SET moderation = 'visible' WHERE moderation = 'limited' AND id NOT IN (SELECT reply_id FROM moderation_limits
    WHERE reply_id IS NOT NULL AND ended_at IS NULL AND action <> 'move');
DELETE FROM moderation_limits WHERE action = 'move';
UPDATE moderation_decisions SET action = 'keep' WHERE action = 'move';
ALTER TABLE moderation_decisions DROP CONSTRAINT moderation_decisions_action_check;
ALTER TABLE moderation_decisions ADD CONSTRAINT moderation_decisions_action_check
    CHECK (action IN ('approve', 'hide', 'redact', 'collapse', 'close', 'warn', 'suspend', 'remove', 'restore', 'keep'));
ALTER TABLE moderation_limits DROP CONSTRAINT moderation_limits_action_check;
ALTER TABLE moderation_limits ADD CONSTRAINT moderation_limits_action_check
    CHECK (action IN ('redact', 'collapse', 'close'));
