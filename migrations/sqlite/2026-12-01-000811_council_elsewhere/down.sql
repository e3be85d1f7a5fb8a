DROP TABLE stated_hands;
DROP TABLE stated_choices;
DROP TABLE stated_votes;
DROP TABLE council_identifiers;
