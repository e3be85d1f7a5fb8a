-- What was moved stays where it is; where it was, a stub stays as of something that was taken back.
DROP TABLE moved_numbers;
DROP INDEX replies_moved;
ALTER TABLE replies DROP COLUMN moved_id;
UPDATE replies SET moderation = 'visible' WHERE moderation = 'limited' AND id NOT IN (SELECT reply_id FROM moderation_limits
    WHERE reply_id IS NOT NULL AND ended_at IS NULL AND action <> 'move');
DELETE FROM moderation_limits WHERE action = 'move';
UPDATE moderation_decisions SET action = 'keep' WHERE action = 'move';
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '''close'', ''move'', ''warn''', '''close'', ''warn''')
    WHERE type = 'table' AND name = 'moderation_decisions';
UPDATE sqlite_schema SET sql = replace(sql, '''close'', ''move''))', '''close''))')
    WHERE type = 'table' AND name = 'moderation_limits';
PRAGMA writable_schema = RESET;
