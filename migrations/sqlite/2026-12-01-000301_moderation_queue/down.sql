DROP INDEX notices_reply;
DROP INDEX notices_input;
DROP TABLE signal_words;
DROP TABLE moderation_marks;
DROP TABLE moderation_items;
