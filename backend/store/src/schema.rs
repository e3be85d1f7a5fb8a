//! The tables, as diesel sees them; `migrations/` is their source.

mod council;

pub(crate) use council::*;

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
        event_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    petition_takedowns (decision_id) {
        decision_id -> BigInt, petition_id -> BigInt, state -> Text, is_public -> Bool,
        reversed_at -> Nullable<Timestamp>,
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

diesel::table! {
    dossiers (id) {
        id -> BigInt, slug -> Text, reference -> Text, body_id -> BigInt, area_id ->
        Nullable<BigInt>, lang -> Text, title -> Text, summary -> Text, state -> Text, phase
        -> Nullable<Text>, manager_id -> Nullable<BigInt>, duty -> Nullable<Text>,
        copied_from -> Nullable<BigInt>, source -> Text, source_key -> Nullable<Text>,
        attribution -> Nullable<Text>, revision -> Integer, created_at -> Timestamp,
        published_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    phases (dossier_id, kind) {
        dossier_id -> BigInt, kind -> Text, planned_from -> Nullable<Date>, planned_until ->
        Nullable<Date>, started_at -> Nullable<Timestamp>, finished_at ->
        Nullable<Timestamp>, level -> Nullable<Text>, decided -> Text, decided_by -> Text,
        changeable -> Text, fixed -> Text, how -> Text, moment -> Text, afterwards -> Text,
        outcome -> Text, revision -> Integer,
    }
}

diesel::table! {
    phase_moves (id) {
        id -> BigInt, dossier_id -> BigInt, kind -> Text, from_phase -> Nullable<Text>,
        to_phase -> Nullable<Text>, reason -> Nullable<Text>, staff_id -> Nullable<BigInt>,
        at -> Timestamp,
    }
}

diesel::table! {
    documents (id) {
        id -> BigInt, dossier_id -> BigInt, phase -> Text, title -> Text, lang -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    document_files (sha256) {
        sha256 -> Text, size -> BigInt, content -> Text,
    }
}

diesel::table! {
    document_versions (document_id, version) {
        document_id -> BigInt, version -> Integer, sha256 -> Text, file_name -> Text,
        media_type -> Text, note -> Nullable<Text>, staff_id -> Nullable<BigInt>, laid_at ->
        Timestamp,
    }
}

diesel::table! {
    dossier_tasks (id) {
        id -> BigInt, dossier_id -> BigInt, phase -> Text, title -> Text, due_on ->
        Nullable<Date>, done_at -> Nullable<Timestamp>, done_by -> Nullable<BigInt>,
    }
}

diesel::table! {
    dossier_petitions (petition_id) {
        petition_id -> BigInt, dossier_id -> BigInt, staff_id -> Nullable<BigInt>, at ->
        Timestamp,
    }
}

diesel::table! {
    commitments (id) {
        id -> BigInt, number -> BigInt, body_id -> BigInt, dossier_id -> Nullable<BigInt>,
        round_id -> Nullable<BigInt>, petition_id -> Nullable<BigInt>, proposal_id -> Nullable<BigInt>, title -> Text, text -> Text,
        owner -> Text, lang -> Text, due_on -> Date, state -> Text, settled -> SmallInt,
        step -> Integer, made_at -> Timestamp, settled_at -> Nullable<Timestamp>,
        says_done -> BigInt, says_not_done -> BigInt,
    }
}

diesel::table! {
    commitment_steps (id) {
        id -> BigInt, commitment_id -> BigInt, number -> Integer, kind -> Text, at -> Timestamp,
        staff_id -> Nullable<BigInt>, title -> Text, text -> Text, owner -> Text, due_on -> Date,
        reason -> Text, url -> Nullable<Text>,
    }
}

diesel::table! {
    commitment_followers (id) {
        id -> BigInt, commitment_id -> BigInt, follower_key -> Text, sealed -> Text, lang -> Text,
        begun_at -> Timestamp, wants_news -> Bool, says -> Nullable<Text>,
    }
}

diesel::table! {
    procedures (id) {
        id -> BigInt, code -> Text, version -> Integer, valid_from -> Date, rules -> Text,
    }
}

diesel::table! {
    rounds (id) {
        id -> BigInt, number -> BigInt, slug -> Text, dossier_id -> BigInt, phase -> Text,
        procedure_id -> BigInt, lang -> Text, title -> Text, intro -> Text, state -> Text,
        respondents -> Text, access -> Text, moderation -> Text, opens_at ->
        Nullable<Timestamp>, closes_at -> Nullable<Timestamp>, laid_open_on ->
        Nullable<Date>, bulletin_url -> Nullable<Text>, answer_by -> Nullable<Date>,
        announced_at -> Nullable<Timestamp>, opened_at -> Nullable<Timestamp>, closed_at ->
        Nullable<Timestamp>, answering_at -> Nullable<Timestamp>, answered_at ->
        Nullable<Timestamp>, cancelled_at -> Nullable<Timestamp>, cancel_reason ->
        Nullable<Text>, source -> Text, source_key -> Nullable<Text>, attribution ->
        Nullable<Text>, revision -> Integer, created_at -> Timestamp,
    }
}

diesel::table! {
    round_forms (round_id, form) {
        round_id -> BigInt, form -> Text, question -> Text, takes_own -> Bool,
    }
}

diesel::table! {
    round_extensions (id) {
        id -> BigInt, round_id -> BigInt, from_closes_at -> Timestamp, to_closes_at ->
        Timestamp, cause -> Text, reason -> Text, staff_id -> BigInt, at -> Timestamp,
    }
}

diesel::table! {
    round_notices (id) {
        id -> BigInt, round_id -> BigInt, kind -> Text, text -> Text, staff_id ->
        Nullable<BigInt>, at -> Timestamp,
    }
}

diesel::table! {
    invitation_batches (id) {
        id -> BigInt, round_id -> BigInt, label -> Text, amount -> Integer, staff_id ->
        BigInt, at -> Timestamp,
    }
}

diesel::table! {
    invitation_codes (id) {
        id -> BigInt, batch_id -> BigInt, round_id -> BigInt, code_hash -> Text, used_at ->
        Nullable<Timestamp>,
    }
}

diesel::table! {
    round_counts (round_id, facet, value) {
        round_id -> BigInt, facet -> Text, value -> Text, amount -> BigInt,
    }
}

diesel::table! {
    proofs (id) {
        id -> BigInt, purpose -> Text, round_id -> Nullable<BigInt>, sealed -> Text,
        token_hash -> Text, lang -> Text, mails -> SmallInt, begun_at -> Timestamp, done_at
        -> Nullable<Timestamp>, place -> Nullable<Text>,
    }
}

diesel::table! {
    authors (id) {
        id -> BigInt, round_id -> BigInt, author_key -> Nullable<Text>, sealed -> Text,
        token_hash -> Text, lang -> Text, begun_at -> Timestamp,
    }
}

diesel::table! {
    inputs (id) {
        id -> BigInt, round_id -> BigInt, number -> BigInt, form -> Text, lang -> Text,
        title -> Nullable<Text>, text -> Text, version -> Integer, state -> Text, moderation
        -> Text, is_late -> Bool, channel -> Text, source_name -> Nullable<Text>, is_public
        -> Bool, display_name -> Nullable<Text>, sender_kind -> Text, area_id ->
        Nullable<BigInt>, place_name -> Nullable<Text>, latitude -> Nullable<Integer>,
        longitude -> Nullable<Integer>, author_id -> Nullable<BigInt>, received_at ->
        Timestamp, registered_at -> Timestamp, changed_at -> Timestamp, withdrawn_at ->
        Nullable<Timestamp>, group_id -> Nullable<BigInt>, senders -> Integer, endorsements
        -> Integer, replies -> Integer, is_listed -> Bool, source_key -> Nullable<Text>, theme_id ->
        Nullable<BigInt>,
    }
}

diesel::table! {
    input_origins (input_id) {
        input_id -> BigInt, entered_by -> Nullable<BigInt>, url -> Nullable<Text>, posted_on
        -> Nullable<Date>, speaker_agreed_at -> Nullable<Timestamp>,
        stake -> Nullable<Text>,
    }
}

diesel::table! {
    input_organisations (input_id) { input_id -> BigInt, kind -> Text, }
}

diesel::table! {
    statement_tallies (input_id) {
        input_id -> BigInt, round_id -> BigInt, agree -> Integer, disagree -> Integer, pass
        -> Integer, ballots -> Integer,
    }
}

diesel::table! {
    input_versions (input_id, version) {
        input_id -> BigInt, version -> Integer, title -> Nullable<Text>, text -> Text, at ->
        Timestamp,
    }
}

diesel::table! {
    endorsements (input_id, endorser_key) {
        input_id -> BigInt, endorser_key -> Text, at -> Timestamp,
    }
}

diesel::table! {
    voters (id) {
        id -> BigInt, round_id -> BigInt, voter_key -> Text,
    }
}

diesel::table! {
    ballots (voter_id, input_id) {
        voter_id -> BigInt, input_id -> BigInt, value -> SmallInt, at -> Timestamp,
    }
}

diesel::table! {
    input_bands (round_id, band, input_id) {
        round_id -> BigInt, band -> BigInt, input_id -> BigInt,
    }
}

diesel::table! {
    threads (id) {
        id -> BigInt, input_id -> Nullable<BigInt>, petition_id -> Nullable<BigInt>,
        dossier_id -> Nullable<BigInt>, is_open -> Bool, moderation -> Text, last_number ->
        BigInt, shown -> BigInt,
    }
}

diesel::table! {
    repliers (id) {
        id -> BigInt, thread_id -> BigInt, replier_key -> Text, sealed -> Text, token_hash
        -> Text, lang -> Text, begun_at -> Timestamp, author_key -> Nullable<Text>,
    }
}

diesel::table! {
    replies (id) {
        id -> BigInt, thread_id -> BigInt, number -> BigInt, parent_id -> Nullable<BigInt>,
        depth -> Integer, lang -> Text, text -> Text, stance -> Nullable<Text>, moderation
        -> Text, is_deleted -> Bool, is_orphan -> Bool, display_name -> Nullable<Text>,
        replier_id -> Nullable<BigInt>, staff_id -> Nullable<BigInt>, staff_role ->
        Nullable<Text>, staff_body_id -> Nullable<BigInt>, is_correction -> Bool, source_url
        -> Nullable<Text>, is_pinned -> Bool, written_at -> Timestamp, agreed -> Integer,
        disagreed -> Integer, balance -> Integer, children -> Integer, descendants ->
        Integer, is_shown -> Bool, source_key -> Nullable<Text>, moved_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    moved_numbers (thread_id, number) {
        thread_id -> BigInt, number -> BigInt, reply_id -> BigInt,
    }
}

diesel::table! {
    agreements (reply_id, voter_key) {
        reply_id -> BigInt, voter_key -> Text, value -> SmallInt, at -> Timestamp,
    }
}

diesel::table! {
    house_rule_versions (version) {
        version -> Integer, note_nl -> Text, note_en -> Text, staff_id -> Nullable<BigInt>,
        published_at -> Timestamp,
    }
}

diesel::table! {
    house_rules (version, rule) {
        version -> Integer, rule -> Text, text_nl -> Text, text_en -> Text,
    }
}

diesel::table! {
    notices (id) {
        id -> BigInt, number -> Text, body_id -> BigInt, input_id -> Nullable<BigInt>, reply_id
        -> Nullable<BigInt>, rule -> Text, explanation -> Text, sealed -> Nullable<Text>,
        token_hash -> Text, lang -> Text, received_at -> Timestamp, state -> Text,
        assigned_to -> Nullable<BigInt>, outcome -> Nullable<Text>, decision_id ->
        Nullable<BigInt>, decided_at -> Nullable<Timestamp>, petition_id -> Nullable<BigInt>,
        update_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    complaints (id) {
        id -> BigInt, decision_id -> BigInt, decided_by -> BigInt, side -> Text, text -> Text,
        opened_at -> Timestamp, outcome -> Nullable<Text>, reviewer_id -> Nullable<BigInt>,
        review_id -> Nullable<BigInt>, closed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    moderation_decisions (id) {
        id -> BigInt, body_id -> BigInt, round_id -> Nullable<BigInt>, input_id ->
        Nullable<BigInt>, reply_id -> Nullable<BigInt>, action -> Text, rule ->
        Nullable<Text>, rule_version -> Nullable<Integer>, facts -> Nullable<Text>, reason ->
        Nullable<Text>, source -> Text, hours -> Nullable<Integer>, language -> Text,
        content_at -> Timestamp, staff_id -> BigInt, at -> Timestamp, ends_at ->
        Nullable<Timestamp>, petition_id -> Nullable<BigInt>, update_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    moderation_limits (decision_id) {
        decision_id -> BigInt, input_id -> Nullable<BigInt>, reply_id -> Nullable<BigInt>,
        action -> Text, sealed -> Nullable<Text>, ended_at -> Nullable<Timestamp>,
        petition_id -> Nullable<BigInt>, update_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    tombstones (decision_id) {
        decision_id -> BigInt, input_id -> Nullable<BigInt>, reply_id -> Nullable<BigInt>,
        authority -> Text, reference -> Text, text_hash -> Text,
        petition_id -> Nullable<BigInt>, update_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    writer_marks (body_id, kind, writer_key) {
        body_id -> BigInt, kind -> Text, writer_key -> Text, ends_at -> Timestamp,
    }
}

diesel::table! {
    moderation_items (id) {
        id -> BigInt, body_id -> BigInt, round_id -> Nullable<BigInt>, kind -> Text, input_id ->
        Nullable<BigInt>, reply_id -> Nullable<BigInt>, petition_id -> Nullable<BigInt>,
        update_id -> Nullable<BigInt>, why -> Text, awaits -> Nullable<Text>, notices ->
        Integer, signals -> Integer, is_newcomer -> Bool, revision -> Integer, claimed_by ->
        Nullable<BigInt>, claimed_until -> Nullable<Timestamp>, opened_at -> Timestamp,
        closed_at -> Nullable<Timestamp>, decision_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    moderation_marks (item_id, signal, what) {
        item_id -> BigInt, signal -> Text, what -> Text, body_id -> BigInt, is_newcomer ->
        Bool,
    }
}

diesel::table! {
    holds (id) {
        id -> BigInt, round_id -> Nullable<BigInt>, body_id -> Nullable<BigInt>, is_before ->
        Bool, is_first -> Bool, quiet_from -> Nullable<Integer>, quiet_until ->
        Nullable<Integer>, revision -> Integer,
    }
}

diesel::table! {
    signal_words (id) {
        id -> BigInt, body_id -> BigInt, phrase -> Text, folded -> Text, staff_id -> BigInt,
        added_at -> Timestamp,
    }
}

diesel::table! {
    themes (id) {
        id -> BigInt, round_id -> BigInt, number -> BigInt, title -> Text, summary -> Text,
        owner_id -> Nullable<BigInt>, due_on -> Nullable<Date>, merged_into ->
        Nullable<BigInt>, revision -> Integer, created_at -> Timestamp,
    }
}

diesel::table! {
    theme_events (id) {
        id -> BigInt, theme_id -> BigInt, kind -> Text, detail -> Text, amount -> BigInt,
        staff_id -> BigInt, at -> Timestamp,
    }
}

diesel::table! {
    theme_notes (id) {
        id -> BigInt, theme_id -> BigInt, text -> Text, staff_id -> BigInt, at -> Timestamp,
    }
}

diesel::table! {
    input_parts (id) {
        id -> BigInt, input_id -> BigInt, round_id -> BigInt, number -> Integer, quote ->
        Text, theme_id -> Nullable<BigInt>, state -> Text,
    }
}

diesel::table! {
    set_asides (id) {
        id -> BigInt, round_id -> BigInt, input_id -> BigInt, part_id -> Nullable<BigInt>,
        reason -> Text, duplicate_of -> Nullable<BigInt>, explanation -> Text, staff_id ->
        BigInt, at -> Timestamp, lifted_at -> Nullable<Timestamp>, lifted_by ->
        Nullable<BigInt>,
    }
}

diesel::table! {
    response_templates (id) {
        id -> BigInt, body_id -> BigInt, title -> Text, verdict -> Nullable<Text>, reasons ->
        Text, staff_id -> BigInt, at -> Timestamp, retired_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    responses (id) {
        id -> BigInt, round_id -> BigInt, number -> BigInt, theme_id -> Nullable<BigInt>,
        input_id -> Nullable<BigInt>, part_id -> Nullable<BigInt>, state -> Text, revision ->
        Integer, verdict -> Nullable<Text>, heard -> Text, reasons -> Text, change_text ->
        Text, change_document_id -> Nullable<BigInt>, change_version -> Nullable<Integer>,
        change_paragraph -> Text, is_no_change -> Bool, responsible -> Text, adopted_by ->
        Text, adopted_on -> Nullable<Date>, correction -> Text, remark -> Text, template_id
        -> Nullable<BigInt>, written_by -> BigInt, written_at -> Timestamp, approved_by ->
        Nullable<BigInt>, approved_at -> Nullable<Timestamp>, is_given -> Bool,
        published_revision -> Nullable<Integer>,
    }
}

diesel::table! {
    reports (id) {
        id -> BigInt, round_id -> BigInt, version -> Integer, intro -> Text, own_motion ->
        Text, reason -> Nullable<Text>, override_reason -> Nullable<Text>, open_inputs ->
        BigInt, facts -> Text, staff_id -> BigInt, published_at -> Timestamp,
    }
}

diesel::table! {
    report_entries (report_id, position) {
        report_id -> BigInt, position -> Integer, response_id -> BigInt, inputs -> BigInt,
        content -> Text,
    }
}

diesel::table! {
    report_views (report_id, number, part) {
        report_id -> BigInt, input_id -> BigInt, part -> Integer, number -> BigInt, outcome ->
        Text, response_id -> Nullable<BigInt>, set_aside_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    report_groups (report_id, sender, channel, done) {
        report_id -> BigInt, sender -> Text, channel -> Text, done -> Text, amount -> BigInt,
    }
}

diesel::table! {
    heard_voices (input_id) {
        input_id -> BigInt, round_id -> BigInt, says -> Text, at -> Timestamp,
    }
}

diesel::table! {
    follow_ups (input_id) {
        input_id -> BigInt, asked_of -> BigInt, response_id -> BigInt,
    }
}

diesel::table! {
    worksheets (id) {
        id -> BigInt, round_id -> BigInt, staff_id -> BigInt, file_name -> Text, content -> Text, brought_at -> Timestamp,
    }
}

diesel::table! {
    backgrounds_asked (round_id) {
        round_id -> BigInt, since -> Timestamp,
    }
}

diesel::table! {
    background_counts (round_id, question, answer) {
        round_id -> BigInt, question -> Text, answer -> Text, amount -> BigInt,
    }
}

diesel::table! {
    backgrounds_given (round_id, given_key) {
        round_id -> BigInt, given_key -> Text,
    }
}

diesel::table! {
    year_voices (year, voice_key) {
        year -> Integer, voice_key -> Text,
    }
}

diesel::table! {
    populations (area_id, question, answer) {
        area_id -> BigInt, question -> Text, answer -> Text, amount -> BigInt, source -> Text, as_of -> Text,
    }
}

diesel::table! {
    response_promises (id) {
        id -> BigInt, response_id -> BigInt, title -> Text, text -> Text, owner -> Text, due_on -> Date,
        commitment_id -> Nullable<BigInt>,
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
diesel::joinable!(dossiers -> bodies (body_id));
diesel::joinable!(dossiers -> areas (area_id));
diesel::joinable!(dossiers -> staff (manager_id));
diesel::joinable!(phases -> dossiers (dossier_id));
diesel::joinable!(phase_moves -> dossiers (dossier_id));
diesel::joinable!(phase_moves -> staff (staff_id));
diesel::joinable!(documents -> dossiers (dossier_id));
diesel::joinable!(document_versions -> documents (document_id));
diesel::joinable!(document_versions -> document_files (sha256));
diesel::joinable!(document_versions -> staff (staff_id));
diesel::joinable!(dossier_tasks -> dossiers (dossier_id));
diesel::joinable!(dossier_tasks -> staff (done_by));
diesel::joinable!(dossier_petitions -> petitions (petition_id));
diesel::joinable!(dossier_petitions -> dossiers (dossier_id));
diesel::joinable!(dossier_petitions -> staff (staff_id));
diesel::joinable!(rounds -> dossiers (dossier_id));
diesel::joinable!(rounds -> procedures (procedure_id));
diesel::joinable!(round_forms -> rounds (round_id));
diesel::joinable!(round_extensions -> rounds (round_id));
diesel::joinable!(round_extensions -> staff (staff_id));
diesel::joinable!(round_notices -> rounds (round_id));
diesel::joinable!(round_notices -> staff (staff_id));
diesel::joinable!(invitation_batches -> rounds (round_id));
diesel::joinable!(invitation_batches -> staff (staff_id));
diesel::joinable!(invitation_codes -> invitation_batches (batch_id));
diesel::joinable!(invitation_codes -> rounds (round_id));
diesel::joinable!(round_counts -> rounds (round_id));
diesel::joinable!(proofs -> rounds (round_id));
diesel::joinable!(authors -> rounds (round_id));
diesel::joinable!(inputs -> rounds (round_id));
diesel::joinable!(inputs -> areas (area_id));
diesel::joinable!(input_origins -> inputs (input_id));
diesel::joinable!(input_origins -> staff (entered_by));
diesel::joinable!(statement_tallies -> inputs (input_id));
diesel::joinable!(statement_tallies -> rounds (round_id));
diesel::joinable!(input_versions -> inputs (input_id));
diesel::joinable!(endorsements -> inputs (input_id));
diesel::joinable!(voters -> rounds (round_id));
diesel::joinable!(ballots -> voters (voter_id));
diesel::joinable!(ballots -> inputs (input_id));
diesel::joinable!(input_bands -> rounds (round_id));
diesel::joinable!(input_bands -> inputs (input_id));
diesel::joinable!(threads -> inputs (input_id));
diesel::joinable!(threads -> petitions (petition_id));
diesel::joinable!(threads -> dossiers (dossier_id));
diesel::joinable!(repliers -> threads (thread_id));
diesel::joinable!(replies -> threads (thread_id));
diesel::joinable!(replies -> staff (staff_id));
diesel::joinable!(replies -> bodies (staff_body_id));
diesel::joinable!(agreements -> replies (reply_id));
diesel::joinable!(moderation_decisions -> inputs (input_id));
diesel::joinable!(moderation_decisions -> replies (reply_id));
diesel::joinable!(moderation_decisions -> staff (staff_id));
diesel::joinable!(moderation_limits -> moderation_decisions (decision_id));
diesel::joinable!(tombstones -> moderation_decisions (decision_id));
diesel::joinable!(themes -> rounds (round_id));
diesel::joinable!(theme_events -> staff (staff_id));
diesel::joinable!(theme_notes -> staff (staff_id));
diesel::joinable!(input_parts -> inputs (input_id));
diesel::joinable!(responses -> rounds (round_id));
diesel::joinable!(reports -> rounds (round_id));
diesel::joinable!(report_entries -> reports (report_id));
diesel::joinable!(report_groups -> reports (report_id));
diesel::joinable!(input_organisations -> inputs (input_id));
diesel::joinable!(report_views -> reports (report_id));
diesel::joinable!(report_views -> inputs (input_id));
diesel::joinable!(moderation_decisions -> rounds (round_id));
diesel::joinable!(moderation_items -> bodies (body_id));
diesel::joinable!(moderation_items -> rounds (round_id));
diesel::joinable!(moderation_items -> inputs (input_id));
diesel::joinable!(moderation_items -> replies (reply_id));
diesel::joinable!(moderation_items -> staff (claimed_by));
diesel::joinable!(moderation_marks -> moderation_items (item_id));
diesel::joinable!(signal_words -> staff (staff_id));
diesel::joinable!(holds -> rounds (round_id));
diesel::joinable!(house_rules -> house_rule_versions (version));
diesel::joinable!(worksheets -> staff (staff_id));
diesel::joinable!(response_promises -> responses (response_id));
diesel::joinable!(response_promises -> commitments (commitment_id));
diesel::joinable!(commitments -> bodies (body_id));
diesel::joinable!(commitments -> dossiers (dossier_id));
diesel::joinable!(commitments -> rounds (round_id));
diesel::joinable!(commitments -> petitions (petition_id));
diesel::joinable!(commitment_steps -> commitments (commitment_id));
diesel::joinable!(commitment_steps -> staff (staff_id));
diesel::joinable!(commitment_followers -> commitments (commitment_id));

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
    petition_takedowns,
    incoming_papers,
    obligations,
    answer_drafts,
    dossiers,
    phases,
    phase_moves,
    documents,
    document_files,
    document_versions,
    dossier_tasks,
    dossier_petitions,
    commitments,
    commitment_steps,
    commitment_followers,
    procedures,
    rounds,
    round_forms,
    round_extensions,
    round_notices,
    invitation_batches,
    invitation_codes,
    round_counts,
    proofs,
    authors,
    inputs,
    input_origins,
    statement_tallies,
    input_versions,
    endorsements,
    voters,
    ballots,
    input_bands,
    threads,
    repliers,
    replies,
    agreements,
    moderation_decisions,
    moderation_limits,
    tombstones,
    themes,
    theme_events,
    theme_notes,
    input_parts,
    set_asides,
    response_templates,
    responses,
    reports,
    report_entries,
    report_views,
    report_groups,
    input_organisations,
    heard_voices,
    follow_ups,
    response_promises,
    worksheets,
    backgrounds_asked,
    background_counts,
    backgrounds_given,
    year_voices,
    populations,
    notices,
    complaints,
    moderation_items,
    moderation_marks,
    signal_words,
    holds,
    house_rules,
    house_rule_versions,
);

diesel::allow_columns_to_appear_in_same_group_by_clause!(
    areas::scheme,
    areas::code,
    tallies::place_kind,
    tallies::country,
);
