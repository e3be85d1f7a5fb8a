DROP TABLE follow_ups;
DROP TABLE heard_voices;
