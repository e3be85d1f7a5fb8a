//! The tables, as diesel sees them; `migrations/` is their source.

diesel::table! { site_facts (key) { key -> Text, value -> Text, } }

diesel::table! {
    bodies (id) {
        id -> BigInt, slug -> Text, name_nl -> Text, name_en -> Text, kind -> Text,
        parent_id -> Nullable<BigInt>, contact_email -> Nullable<Text>,
    }
}

diesel::table! {
    areas (id) {
        id -> BigInt, scheme -> Text, code -> Text, name -> Text, kind -> Text,
        parent_id -> Nullable<BigInt>, boundary -> Nullable<Text>,
    }
}

diesel::table! { area_postcodes (postcode) { postcode -> Text, area_id -> BigInt, } }

diesel::table! {
    instruments (id) {
        id -> BigInt, code -> Text, version -> Integer, valid_from -> Date, rules -> Text,
    }
}

diesel::table! {
    petitions (id) {
        id -> BigInt, slug -> Text, reference -> Text, instrument_id -> BigInt, body_id -> BigInt,
        area_id -> Nullable<BigInt>, lang -> Text, title -> Text, observation -> Text,
        request -> Text, explanation -> Text, petitioner_name -> Nullable<Text>, state -> Text,
        is_public -> Bool, source -> Text, source_key -> Nullable<Text>,
        source_url -> Nullable<Text>, source_changed_at -> Nullable<Timestamp>,
        filed_at -> Timestamp, opened_at -> Nullable<Timestamp>, closes_at -> Nullable<Timestamp>,
        listed_at -> Timestamp, answered_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    petition_events (id) {
        id -> BigInt, petition_id -> BigInt, kind -> Text, at -> Timestamp, code -> Nullable<Text>,
        text -> Nullable<Text>, url -> Nullable<Text>, to_name -> Nullable<Text>,
        other_petition_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    petition_answers (id) {
        id -> BigInt, petition_id -> BigInt, version -> Integer, verdict -> Text, heard -> Text,
        reasons -> Text, change_text -> Nullable<Text>, responsible -> Text, adopted_by -> Text,
        adopted_at -> Nullable<Timestamp>, published_at -> Timestamp,
    }
}

diesel::table! { petition_search (petition_id) { petition_id -> BigInt, title_tokens -> Text, } }

diesel::table! {
    petition_counts (petition_id) {
        petition_id -> BigInt, live -> BigInt, sealed -> BigInt, imported -> BigInt, total -> BigInt,
    }
}

diesel::table! {
    petition_place_counts (petition_id, place_kind, area_id) {
        petition_id -> BigInt, place_kind -> Text, area_id -> BigInt, live -> BigInt,
        tallied -> BigInt,
    }
}

diesel::table! {
    petition_hour_counts (petition_id, hour) {
        petition_id -> BigInt, hour -> Timestamp, live -> BigInt, tallied -> BigInt,
    }
}

diesel::table! {
    tallies (id) {
        id -> BigInt, petition_id -> BigInt, kind -> Text, place_kind -> Text,
        area_id -> Nullable<BigInt>, country -> Nullable<Text>, hour -> Nullable<Timestamp>,
        channel -> Text, amount -> BigInt, source -> Text, source_date -> Timestamp,
        reason -> Text, recorded_at -> Timestamp,
    }
}

diesel::table! {
    signers (id) {
        id -> BigInt, petition_id -> BigInt, mailbox_key -> Text, name_key -> Text,
        household_key -> Text, sealed -> Text, token_hash -> Text, state -> Text, lang -> Text,
        place_kind -> Text, area_id -> Nullable<BigInt>, channel -> Text, show_name -> Bool,
        keep_informed -> Bool, begun_at -> Timestamp, mails -> SmallInt,
        code_attempts -> SmallInt, reminded -> Bool,
    }
}

diesel::table! {
    signatures (signer_id) {
        signer_id -> BigInt, petition_id -> BigInt, mailbox_key -> Text, slot -> SmallInt,
        household_key -> Text, name_key -> Text, first_slot -> Nullable<SmallInt>,
        first_name_key -> Nullable<Text>, state -> Text, public_name -> Nullable<Text>,
        place_kind -> Text, area_id -> Nullable<BigInt>, channel -> Text,
        confirmed_at -> Timestamp, hour -> Timestamp,
    }
}

diesel::table! {
    outbox (id) {
        id -> BigInt, event_key -> Text, message -> Text, signer_id -> BigInt, state -> Text,
        due_at -> Timestamp, claimed_until -> Nullable<Timestamp>, attempts -> Integer,
        last_error -> Nullable<Text>, created_at -> Timestamp, sent_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    jobs (id) {
        id -> BigInt, job_key -> Text, kind -> Text, subject_id -> Nullable<BigInt>, state -> Text,
        due_at -> Timestamp, claimed_until -> Nullable<Timestamp>, attempts -> Integer,
        last_error -> Nullable<Text>,
    }
}

diesel::joinable!(petitions -> bodies (body_id));
diesel::joinable!(petitions -> instruments (instrument_id));
diesel::joinable!(petitions -> areas (area_id));
diesel::joinable!(petition_counts -> petitions (petition_id));
diesel::joinable!(petition_search -> petitions (petition_id));
diesel::joinable!(petition_answers -> petitions (petition_id));
diesel::joinable!(signers -> petitions (petition_id));

diesel::allow_tables_to_appear_in_same_query!(
    tallies,
    areas,
    bodies,
    instruments,
    petition_answers,
    petition_counts,
    petition_events,
    petition_search,
    petitions,
    signatures,
    signers,
    outbox,
);

diesel::allow_columns_to_appear_in_same_group_by_clause!(
    areas::scheme,
    areas::code,
    tallies::place_kind,
    tallies::country,
);
