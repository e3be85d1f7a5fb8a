DROP TABLE tombstones;
UPDATE moderation_decisions SET action = 'hide' WHERE action = 'remove';
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '''suspend'', ''remove'', ''restore'', ''keep''))', '''suspend'', ''restore'', ''keep''))')
    WHERE type = 'table' AND name = 'moderation_decisions';
PRAGMA writable_schema = RESET;
