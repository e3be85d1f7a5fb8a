-- Rounds that ask people who took part something about themselves: what they answer is voluntary.
CREATE TABLE backgrounds_asked (
    round_id INTEGER PRIMARY KEY NOT NULL REFERENCES rounds (id),
    since TEXT NOT NULL
) STRICT;

-- Answers are only counted: there is no row of a person, and none that leads to an input.
CREATE TABLE background_counts (
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    question TEXT NOT NULL CHECK (question IN ('age', 'area', 'residence', 'voice')),
    answer TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0),
    PRIMARY KEY (round_id, question, answer)
) STRICT;

-- That somebody answered, under a key for this purpose alone, so that everybody does once.
CREATE TABLE backgrounds_given (
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    given_key TEXT NOT NULL,
    PRIMARY KEY (round_id, given_key)
) STRICT;

-- Who took part in a year, under a key of that year alone, and not in what. Gone when the year is.
CREATE TABLE year_voices (
    year INTEGER NOT NULL,
    voice_key TEXT NOT NULL,
    PRIMARY KEY (year, voice_key)
) STRICT;

-- Who lives in an area, from a published source.
CREATE TABLE populations (
    area_id INTEGER NOT NULL REFERENCES areas (id),
    question TEXT NOT NULL CHECK (question IN ('age', 'area', 'residence')),
    answer TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount >= 0),
    source TEXT NOT NULL,
    as_of TEXT NOT NULL,
    PRIMARY KEY (area_id, question, answer)
) STRICT;
