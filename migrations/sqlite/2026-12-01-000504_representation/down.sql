DROP TABLE populations;
DROP TABLE year_voices;
DROP TABLE backgrounds_given;
DROP TABLE background_counts;
DROP TABLE backgrounds_asked;
