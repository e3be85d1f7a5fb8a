DROP INDEX replies_hidden;
DROP INDEX repliers_begun;
