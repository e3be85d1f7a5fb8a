DROP TABLE writer_marks;
DROP TABLE moderation_limits;
DROP INDEX moderation_decisions_ends;
ALTER TABLE moderation_decisions DROP COLUMN ends_at;
-- Where these actions are not known, the text was looked at and stays as it stands.
UPDATE moderation_decisions SET action = 'keep' WHERE action IN ('redact', 'collapse', 'close', 'warn', 'suspend');
UPDATE inputs SET moderation = 'visible' WHERE moderation = 'limited';
UPDATE replies SET moderation = 'visible' WHERE moderation = 'limited';
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(replace(sql,
    'CHECK (action IN (''approve'', ''hide'', ''redact'', ''collapse'', ''close'', ''warn'', ''suspend'', ''restore'', ''keep''))',
    'CHECK (action IN (''approve'', ''hide'', ''restore'', ''keep''))'),
    'CHECK (action IN (''approve'', ''restore'', ''keep'') OR', 'CHECK (action <> ''hide'' OR')
    WHERE type = 'table' AND name = 'moderation_decisions';
PRAGMA writable_schema = RESET;
