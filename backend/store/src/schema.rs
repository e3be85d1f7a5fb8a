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
        listed_at -> Timestamp, answered_at -> Nullable<Timestamp>, text_version -> Integer,
        submitted_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    petition_events (id) {
        id -> BigInt, petition_id -> BigInt, kind -> Text, at -> Timestamp, code -> Nullable<Text>,
        text -> Nullable<Text>, url -> Nullable<Text>, to_name -> Nullable<Text>,
        other_petition_id -> Nullable<BigInt>, to_sealed -> Nullable<Text>,
    }
}

diesel::table! {
    petition_answers (id) {
        id -> BigInt, petition_id -> BigInt, version -> Integer, verdict -> Text, heard -> Text,
        reasons -> Text, change_text -> Nullable<Text>, responsible -> Text, adopted_by -> Text,
        adopted_at -> Nullable<Timestamp>, published_at -> Timestamp, correction -> Nullable<Text>,
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
        id -> BigInt, event_key -> Text, message -> Text, person_id -> BigInt, state -> Text,
        due_at -> Timestamp, claimed_until -> Nullable<Timestamp>, attempts -> Integer,
        last_error -> Nullable<Text>, created_at -> Timestamp, sent_at -> Nullable<Timestamp>,
        audience -> Text, event_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    jobs (id) {
        id -> BigInt, job_key -> Text, kind -> Text, subject_id -> Nullable<BigInt>, state -> Text,
        due_at -> Timestamp, claimed_until -> Nullable<Timestamp>, attempts -> Integer,
        last_error -> Nullable<Text>,
    }
}

diesel::table! {
    staff (id) {
        id -> BigInt, email -> Text, name -> Text, password_hash -> Text,
        totp_sealed -> Nullable<Text>, has_second_factor -> Bool, totp_step -> BigInt,
        is_active -> Bool, must_change_password -> Bool, failed_attempts -> Integer,
        locked_until -> Nullable<Timestamp>, created_at -> Timestamp,
    }
}

diesel::table! {
    staff_roles (staff_id, role, body_id) { staff_id -> BigInt, role -> Text, body_id -> BigInt, }
}

diesel::table! {
    staff_recovery_codes (id) {
        id -> BigInt, staff_id -> BigInt, code_hash -> Text, used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    staff_sessions (id) {
        id -> BigInt, staff_id -> BigInt, token_hash -> Text, is_complete -> Bool,
        begun_at -> Timestamp, seen_at -> Timestamp, ends_at -> Timestamp,
        revoked_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    audit_entries (id) {
        id -> BigInt, at -> Timestamp, staff_id -> Nullable<BigInt>, staff_name -> Text,
        act -> Text, subject_kind -> Text, subject -> Text, body_id -> Nullable<BigInt>,
        detail -> Text, hash -> Text,
    }
}

diesel::table! { audit_head (id) { id -> BigInt, entries -> BigInt, hash -> Text, } }

diesel::table! { counters (name) { name -> Text, value -> BigInt, } }

diesel::table! {
    petitioners (petition_id) {
        petition_id -> BigInt, sealed -> Text, page_hash -> Nullable<Text>,
        mail_hash -> Nullable<Text>, support_hash -> Nullable<Text>,
        mailbox_key -> Nullable<Text>, is_proven -> Bool, show_name -> Bool, answered -> Text,
        lang -> Text, mails -> SmallInt, changed_at -> Timestamp,
    }
}

diesel::table! {
    petition_versions (petition_id, version) {
        petition_id -> BigInt, version -> Integer, title -> Text, observation -> Text,
        request -> Text, explanation -> Text, submitted_at -> Timestamp,
    }
}

diesel::table! {
    petition_rulings (id) {
        id -> BigInt, petition_id -> BigInt, kind -> Text, text_version -> Integer,
        code -> Nullable<Text>, citation -> Nullable<Text>, reason -> Nullable<Text>,
        staff_id -> BigInt, at -> Timestamp,
    }
}

diesel::table! {
    petition_claims (petition_id) { petition_id -> BigInt, staff_id -> BigInt, until -> Timestamp, }
}

diesel::table! {
    supporters (id) {
        id -> BigInt, petition_id -> BigInt, mailbox_key -> Text, name_key -> Text,
        household_key -> Text, sealed -> Text, token_hash -> Text, state -> Text, lang -> Text,
        place_kind -> Text, area_id -> Nullable<BigInt>, show_name -> Bool, keep_informed -> Bool,
        mails -> SmallInt, begun_at -> Timestamp, confirmed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    petition_updates (id) {
        id -> BigInt, petition_id -> BigInt, text -> Text, state -> Text, written_at -> Timestamp,
        reason -> Nullable<Text>, staff_id -> Nullable<BigInt>, decided_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    incoming_papers (petition_id) {
        petition_id -> BigInt, number -> Text, body_id -> BigInt, received_at -> Timestamp,
        proposal -> Text, proposal_note -> Nullable<Text>, decision -> Nullable<Text>,
        decision_note -> Nullable<Text>, decided_on -> Nullable<Date>,
    }
}

diesel::table! {
    obligations (id) {
        id -> BigInt, petition_id -> BigInt, kind -> Text, body_id -> BigInt, basis -> Text,
        begun_at -> Timestamp, due_at -> Timestamp, met_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    answer_drafts (petition_id) {
        petition_id -> BigInt, state -> Text, revision -> Integer, verdict -> Nullable<Text>,
        heard -> Text, reasons -> Text, change_text -> Text, is_no_change -> Bool,
        responsible -> Text, adopted_by -> Text, adopted_on -> Nullable<Date>, correction -> Text,
        remark -> Text, written_by -> BigInt, written_at -> Timestamp,
    }
}

diesel::joinable!(petitions -> bodies (body_id));
diesel::joinable!(petitions -> instruments (instrument_id));
diesel::joinable!(petitions -> areas (area_id));
diesel::joinable!(petition_counts -> petitions (petition_id));
diesel::joinable!(petition_search -> petitions (petition_id));
diesel::joinable!(petition_answers -> petitions (petition_id));
diesel::joinable!(signers -> petitions (petition_id));
diesel::joinable!(supporters -> petitions (petition_id));
diesel::joinable!(petitioners -> petitions (petition_id));
diesel::joinable!(petition_rulings -> staff (staff_id));
diesel::joinable!(petition_claims -> staff (staff_id));
diesel::joinable!(petition_updates -> petitions (petition_id));
diesel::joinable!(incoming_papers -> petitions (petition_id));
diesel::joinable!(obligations -> petitions (petition_id));
diesel::joinable!(answer_drafts -> petitions (petition_id));
diesel::joinable!(staff_roles -> staff (staff_id));
diesel::joinable!(staff_sessions -> staff (staff_id));

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
    staff,
    staff_roles,
    staff_sessions,
    petitioners,
    petition_rulings,
    petition_claims,
    supporters,
    petition_updates,
    incoming_papers,
    obligations,
    answer_drafts,
);

diesel::allow_columns_to_appear_in_same_group_by_clause!(
    areas::scheme,
    areas::code,
    tallies::place_kind,
    tallies::country,
);
