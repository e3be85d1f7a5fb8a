DELETE FROM outbox WHERE message = 'petition_moderated';
DROP INDEX petition_updates_event;
ALTER TABLE petition_updates DROP COLUMN event_id;
DROP TABLE petition_takedowns;
DROP INDEX tombstones_update;
DROP INDEX tombstones_petition;
DROP INDEX moderation_limits_once_petition;
DROP INDEX moderation_limits_update;
DROP INDEX moderation_limits_petition;
DROP INDEX notices_update;
DROP INDEX notices_petition;
DROP INDEX moderation_decisions_update;
DROP INDEX moderation_decisions_petition;
DELETE FROM complaints WHERE decision_id IN (SELECT id FROM moderation_decisions WHERE input_id IS NULL AND reply_id IS NULL);
DELETE FROM notices WHERE input_id IS NULL AND reply_id IS NULL;
DELETE FROM moderation_limits WHERE input_id IS NULL AND reply_id IS NULL;
DELETE FROM tombstones WHERE input_id IS NULL AND reply_id IS NULL;
UPDATE moderation_items SET decision_id = NULL WHERE input_id IS NULL AND reply_id IS NULL;
DELETE FROM moderation_decisions WHERE input_id IS NULL AND reply_id IS NULL;
DELETE FROM moderation_items WHERE update_id IN (SELECT id FROM petition_updates WHERE state = 'approved' AND staff_id IS NULL);
DELETE FROM petition_updates WHERE state = 'approved' AND staff_id IS NULL;
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql,
    'CHECK ((input_id IS NOT NULL) + (reply_id IS NOT NULL) + (petition_id IS NOT NULL) + (update_id IS NOT NULL) = 1)',
    'CHECK ((input_id IS NULL) <> (reply_id IS NULL))')
    WHERE type = 'table' AND name IN ('moderation_decisions', 'notices', 'moderation_limits', 'tombstones');
PRAGMA writable_schema = RESET;
ALTER TABLE tombstones DROP COLUMN update_id;
ALTER TABLE tombstones DROP COLUMN petition_id;
ALTER TABLE moderation_limits DROP COLUMN update_id;
ALTER TABLE moderation_limits DROP COLUMN petition_id;
ALTER TABLE notices DROP COLUMN update_id;
ALTER TABLE notices DROP COLUMN petition_id;
ALTER TABLE moderation_decisions DROP COLUMN update_id;
ALTER TABLE moderation_decisions DROP COLUMN petition_id;
