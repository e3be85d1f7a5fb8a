DROP TABLE moderation_decisions;
DROP TABLE agreements;
DROP TABLE replies;
DROP TABLE repliers;
DROP TABLE threads;
