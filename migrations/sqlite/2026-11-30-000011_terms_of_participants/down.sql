DROP INDEX repliers_begun;
