-- Every filter in every order has an index that begins with it, so that the first and the last page of
-- a list cost the same, however many inputs the round has and however few pass.
CREATE INDEX inputs_listed_moderation ON inputs (round_id, is_listed, moderation, number);
CREATE INDEX inputs_endorsed_form ON inputs (round_id, is_listed, form, endorsements, number);
CREATE INDEX inputs_endorsed_state ON inputs (round_id, is_listed, state, endorsements, number);
CREATE INDEX inputs_endorsed_channel ON inputs (round_id, is_listed, channel, endorsements, number);
CREATE INDEX inputs_endorsed_area ON inputs (round_id, is_listed, area_id, endorsements, number);
CREATE INDEX inputs_endorsed_moderation ON inputs (round_id, is_listed, moderation, endorsements, number);
CREATE INDEX inputs_replied_form ON inputs (round_id, is_listed, form, replies, number);
CREATE INDEX inputs_replied_state ON inputs (round_id, is_listed, state, replies, number);
CREATE INDEX inputs_replied_channel ON inputs (round_id, is_listed, channel, replies, number);
CREATE INDEX inputs_replied_area ON inputs (round_id, is_listed, area_id, replies, number);
CREATE INDEX inputs_replied_moderation ON inputs (round_id, is_listed, moderation, replies, number);
-- The desk reads what is listed and what is not, each in its order.
DROP INDEX inputs_state;
DROP INDEX inputs_moderation;
