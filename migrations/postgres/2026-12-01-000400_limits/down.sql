DROP TABLE writer_marks;
DROP TABLE moderation_limits;
ALTER TABLE moderation_decisions DROP COLUMN ends_at;
-- Where these actions are not known, the text was looked at and stays as it stands.
UPDATE moderation_decisions SET action = 'keep' WHERE action IN ('redact', 'collapse', 'close', 'warn', 'suspend');
UPDATE inputs SET moderation = 'visible' WHERE moderation = 'limited';
UPDATE replies SET moderation = 'visible' WHERE moderation = 'limited';
ALTER TABLE moderation_decisions DROP CONSTRAINT moderation_decisions_action_check;
ALTER TABLE moderation_decisions ADD CONSTRAINT moderation_decisions_hide_action_check
    CHECK (action IN ('approve', 'hide', 'restore', 'keep'));
ALTER TABLE moderation_decisions DROP CONSTRAINT moderation_decisions_grounds_check;
ALTER TABLE moderation_decisions ADD CONSTRAINT moderation_decisions_hide_check
    CHECK (action <> 'hide' OR (rule IS NOT NULL AND rule_version IS NOT NULL AND facts IS NOT NULL AND reason IS NOT NULL));
