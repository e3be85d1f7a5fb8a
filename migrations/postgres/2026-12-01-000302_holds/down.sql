DROP INDEX replies_replier;
DROP INDEX repliers_author;
ALTER TABLE repliers DROP COLUMN author_key;
DROP TABLE holds;
