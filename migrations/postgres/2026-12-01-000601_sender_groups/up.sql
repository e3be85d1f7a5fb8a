-- Which kind of organisation sent an input (PAR-6). Of what came in before this was asked, nobody said it: such
-- an organisation has no row, and is told of apart.
CREATE TABLE input_organisations (
    input_id BIGINT PRIMARY KEY NOT NULL REFERENCES inputs (id),
    kind TEXT NOT NULL CHECK (kind IN ('business', 'civil_society', 'public_body'))
);

-- What a version of the report tells of each group of sender: an input counts once, in one of these.
CREATE TABLE report_groups (
    report_id BIGINT NOT NULL REFERENCES reports (id),
    sender TEXT NOT NULL CHECK (sender IN ('resident', 'business', 'civil_society', 'public_body', 'organisation')),
    channel TEXT NOT NULL CHECK (channel IN ('web', 'paper', 'meeting', 'telephone', 'email', 'elsewhere')),
    done TEXT NOT NULL CHECK (done IN ('adopted', 'partly_adopted', 'already_provided', 'not_adopted', 'other_body',
        'question_answered', 'noted', 'several', 'set_aside', 'withdrawn', 'removed', 'open')),
    amount BIGINT NOT NULL CHECK (amount >= 1),
    PRIMARY KEY (report_id, sender, channel, done)
);

-- The versions that were published before, by the same rule (domain, responses/involved.rs).
INSERT INTO report_groups (report_id, sender, channel, done, amount)
    SELECT report_id, sender, channel, done, COUNT(*) FROM (
        SELECT u.report_id,
            CASE i.sender_kind WHEN 'person' THEN 'resident' ELSE 'organisation' END AS sender,
            i.channel,
            CASE
                WHEN SUM(CASE WHEN u.done = 'open' THEN 1 ELSE 0 END) > 0 THEN 'open'
                WHEN COUNT(NULLIF(u.done, 'set_aside')) = 0 THEN 'set_aside'
                WHEN COUNT(DISTINCT NULLIF(u.done, 'set_aside')) = 1 THEN MIN(NULLIF(u.done, 'set_aside'))
                WHEN SUM(CASE WHEN u.done IN ('adopted', 'partly_adopted') THEN 1 ELSE 0 END) > 0 THEN 'partly_adopted'
                ELSE 'several'
            END AS done
        FROM (
            SELECT v.report_id, v.input_id,
                CASE WHEN v.outcome = 'answered' THEN e.content::json ->> 'verdict' ELSE v.outcome END AS done
            FROM report_views v
            LEFT JOIN report_entries e ON e.report_id = v.report_id AND e.response_id = v.response_id
        ) u JOIN inputs i ON i.id = u.input_id
        GROUP BY u.report_id, u.input_id, i.sender_kind, i.channel
    ) told GROUP BY report_id, sender, channel, done;
