//! The tables of the council: bodies, people, meetings, proposals and votes.

use super::{bodies, commitments, document_files, dossiers, petitions, rounds, staff};

diesel::table! {
    council_rule_sets (id) {
        id -> BigInt, code -> Text, version -> Integer, valid_from -> Date,
        valid_until -> Nullable<Date>, rules -> Text,
    }
}

diesel::table! {
    council_bodies (body_id) {
        body_id -> BigInt, rule_code -> Nullable<Text>, decides -> Bool,
        needs_second_person -> Bool,
    }
}

diesel::table! {
    council_terms (id) {
        id -> BigInt, body_id -> BigInt, starts_on -> Date, ends_on -> Nullable<Date>,
        seats -> Integer,
    }
}

diesel::table! {
    council_seats (id) {
        id -> BigInt, body_id -> BigInt, position -> Integer, label -> Text,
    }
}

diesel::table! {
    factions (id) {
        id -> BigInt, body_id -> BigInt, slug -> Text, name -> Text, short_name -> Text,
        founded -> Nullable<Text>, dissolved -> Nullable<Text>, split_from_id -> Nullable<BigInt>,
        revision -> Integer,
    }
}

diesel::table! {
    members (id) {
        id -> BigInt, slug -> Text, name -> Text, sort_name -> Text, revision -> Integer,
    }
}

diesel::table! {
    memberships (id) {
        id -> BigInt, body_id -> BigInt, member_id -> BigInt, seat_id -> Nullable<BigInt>,
        faction_id -> Nullable<BigInt>, role -> Text, starts -> Nullable<Text>,
        ends -> Nullable<Text>, revision -> Integer,
    }
}

diesel::table! {
    meetings (id) {
        id -> BigInt, body_id -> BigInt, reference -> Text, title -> Text, lang -> Text,
        state -> Text, planned_at -> Timestamp, started_at -> Nullable<Timestamp>,
        ended_at -> Nullable<Timestamp>, place -> Text, summons_delivered_at -> Nullable<Timestamp>,
        second_of_id -> Nullable<BigInt>, chair_id -> Nullable<BigInt>,
        cancel_reason -> Nullable<Text>, source -> Text, source_key -> Nullable<Text>,
        revision -> Integer, created_at -> Timestamp,
    }
}

diesel::table! {
    agenda_items (id) {
        id -> BigInt, meeting_id -> BigInt, parent_id -> Nullable<BigInt>, position -> Integer,
        number -> Text, title -> Text, explanation -> Text, hamerstuk -> Bool, closed -> Bool,
        topic -> Nullable<Text>, treated -> Bool, started_at -> Nullable<Timestamp>,
        ended_at -> Nullable<Timestamp>, decision -> Text, dossier_id -> Nullable<BigInt>,
        first_item_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    proposals (id) {
        id -> BigInt, body_id -> BigInt, reference -> Text, kind -> Text, title -> Text,
        text -> Text, lang -> Text, state -> Text, about_id -> Nullable<BigInt>,
        submitted_on -> Date, dossier_id -> Nullable<BigInt>, petition_id -> Nullable<BigInt>,
        response_id -> Nullable<BigInt>, commitment_id -> Nullable<BigInt>, source -> Text,
        source_key -> Nullable<Text>, revision -> Integer, created_at -> Timestamp,
    }
}

diesel::table! {
    proposal_movers (proposal_id, position) {
        proposal_id -> BigInt, position -> Integer, role -> Text, member_id -> Nullable<BigInt>,
        faction_id -> Nullable<BigInt>, body_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    agenda_proposals (item_id, proposal_id) {
        item_id -> BigInt, proposal_id -> BigInt, position -> Integer,
    }
}

diesel::table! {
    meeting_papers (id) {
        id -> BigInt, meeting_id -> BigInt, item_id -> Nullable<BigInt>,
        proposal_id -> Nullable<BigInt>, title -> Text, lang -> Text, sha256 -> Text,
        file_name -> Text, media_type -> Text, replaces_id -> Nullable<BigInt>,
        note -> Nullable<Text>, staff_id -> Nullable<BigInt>, added_at -> Timestamp,
    }
}

diesel::table! {
    attendance (id) {
        id -> BigInt, meeting_id -> BigInt, member_id -> BigInt, mode -> Text, from_at -> Timestamp,
        until_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    decision_lists (meeting_id, version) {
        meeting_id -> BigInt, version -> Integer, lines -> Text, correction -> Nullable<Text>,
        staff_id -> Nullable<BigInt>, published_at -> Timestamp,
    }
}

diesel::table! {
    vote_events (id) {
        id -> BigInt, reference -> Text, item_id -> BigInt, proposal_id -> Nullable<BigInt>,
        title -> Text, lang -> Text, subject -> Text, choice_is_limited -> Bool, method -> Text,
        follows_id -> Nullable<BigInt>, asked_by_id -> Nullable<BigInt>, asked_by_chair -> Bool,
        state -> Text, edition -> Integer, sheet -> Nullable<Text>, offered_by -> Nullable<BigInt>,
        taken_at -> Timestamp, created_at -> Timestamp,
    }
}

diesel::table! {
    vote_versions (id) {
        id -> BigInt, event_id -> BigInt, method -> Text, basis -> Text, number -> Integer,
        correction -> Nullable<Text>, rule_set_id -> BigInt, statutory -> Integer,
        sitting -> Integer, recused -> Integer, absent -> Integer, for_count -> Nullable<Integer>,
        against_count -> Nullable<Integer>, abstained -> Nullable<Integer>,
        silent -> Nullable<Integer>, meant_for -> Nullable<Integer>,
        meant_against -> Nullable<Integer>, handed_in -> Nullable<Integer>,
        blank -> Nullable<Integer>, wrong -> Nullable<Integer>, outcome -> Text, reasons -> Text,
        announced -> Nullable<Text>, decided_by -> Nullable<Text>, decided -> Nullable<Text>,
        summary_nl -> Text, summary_en -> Text, staff_id -> Nullable<BigInt>,
        offered_by -> Nullable<BigInt>, published_at -> Timestamp,
    }
}

diesel::table! {
    vote_choices (version_id, member_id) {
        version_id -> BigInt, member_id -> BigInt, method -> Text, faction_id -> Nullable<BigInt>,
        choice -> Text, meant -> Nullable<Text>, proxy_id -> Nullable<BigInt>, weight -> Integer,
    }
}

diesel::table! {
    vote_hands (version_id, position) {
        version_id -> BigInt, position -> Integer, method -> Text, faction_id -> Nullable<BigInt>,
        for_count -> Integer, against_count -> Integer, abstained -> Integer, recused -> Integer,
        absent -> Integer, is_mistake -> Bool,
    }
}

diesel::table! {
    vote_ballots (version_id, position) {
        version_id -> BigInt, position -> Integer, method -> Text, candidate -> Text,
        member_id -> Nullable<BigInt>, votes -> Integer, chosen -> Bool,
    }
}

diesel::table! {
    proposal_steps (id) {
        id -> BigInt, proposal_id -> BigInt, number -> Integer, step -> Text, state -> Text,
        reason -> Text, meeting_id -> Nullable<BigInt>, vote_event_id -> Nullable<BigInt>,
        staff_id -> Nullable<BigInt>, at -> Timestamp,
    }
}

diesel::table! {
    council_identifiers (id) {
        id -> BigInt, kind -> Text, target_id -> BigInt, scheme -> Text, identifier -> Text,
    }
}

diesel::table! {
    stated_votes (id) {
        id -> BigInt, reference -> Text, item_id -> BigInt, proposal_id -> Nullable<BigInt>,
        title -> Text, lang -> Text, basis -> Text, stated -> Nullable<Text>, for_count -> Integer,
        against_count -> Integer, abstained -> Integer, recused -> Integer, absent -> Integer,
        taken_at -> Timestamp, source -> Text, source_key -> Text, created_at -> Timestamp,
    }
}

diesel::table! {
    stated_choices (vote_id, member_id) {
        vote_id -> BigInt, member_id -> BigInt, faction_id -> Nullable<BigInt>, choice -> Text,
    }
}

diesel::table! {
    stated_hands (vote_id, position) {
        vote_id -> BigInt, position -> Integer, faction_id -> Nullable<BigInt>,
        for_count -> Integer, against_count -> Integer, abstained -> Integer, recused -> Integer,
        absent -> Integer,
    }
}

diesel::joinable!(council_bodies -> bodies (body_id));
diesel::joinable!(council_terms -> council_bodies (body_id));
diesel::joinable!(council_seats -> council_bodies (body_id));
diesel::joinable!(factions -> council_bodies (body_id));
diesel::joinable!(memberships -> members (member_id));
diesel::joinable!(memberships -> council_seats (seat_id));
diesel::joinable!(memberships -> factions (faction_id));
diesel::joinable!(meetings -> bodies (body_id));
diesel::joinable!(meetings -> members (chair_id));
diesel::joinable!(agenda_items -> meetings (meeting_id));
diesel::joinable!(agenda_items -> dossiers (dossier_id));
diesel::joinable!(agenda_proposals -> agenda_items (item_id));
diesel::joinable!(agenda_proposals -> proposals (proposal_id));
diesel::joinable!(meeting_papers -> document_files (sha256));
diesel::joinable!(meeting_papers -> meetings (meeting_id));
diesel::joinable!(attendance -> members (member_id));
diesel::joinable!(attendance -> meetings (meeting_id));
diesel::joinable!(proposals -> bodies (body_id));
diesel::joinable!(proposals -> dossiers (dossier_id));
diesel::joinable!(proposals -> petitions (petition_id));
diesel::joinable!(proposal_movers -> proposals (proposal_id));
diesel::joinable!(proposal_movers -> members (member_id));
diesel::joinable!(proposal_movers -> factions (faction_id));
diesel::joinable!(proposal_movers -> bodies (body_id));
diesel::joinable!(proposal_steps -> proposals (proposal_id));
diesel::joinable!(proposal_steps -> staff (staff_id));
diesel::joinable!(proposal_steps -> meetings (meeting_id));
diesel::joinable!(decision_lists -> meetings (meeting_id));
diesel::joinable!(vote_events -> agenda_items (item_id));
diesel::joinable!(vote_events -> proposals (proposal_id));
diesel::joinable!(vote_versions -> vote_events (event_id));
diesel::joinable!(vote_versions -> council_rule_sets (rule_set_id));
diesel::joinable!(vote_choices -> vote_versions (version_id));
diesel::joinable!(vote_choices -> members (member_id));
diesel::joinable!(vote_choices -> factions (faction_id));
diesel::joinable!(vote_hands -> vote_versions (version_id));
diesel::joinable!(vote_hands -> factions (faction_id));
diesel::joinable!(vote_ballots -> vote_versions (version_id));
diesel::joinable!(stated_votes -> agenda_items (item_id));
diesel::joinable!(stated_votes -> proposals (proposal_id));
diesel::joinable!(stated_choices -> members (member_id));
diesel::joinable!(stated_choices -> factions (faction_id));
diesel::joinable!(stated_hands -> factions (faction_id));
diesel::joinable!(commitments -> proposals (proposal_id));

diesel::allow_tables_to_appear_in_same_query!(
    council_rule_sets,
    council_bodies,
    council_terms,
    council_seats,
    factions,
    members,
    memberships,
    meetings,
    agenda_items,
    agenda_proposals,
    meeting_papers,
    attendance,
    decision_lists,
    proposals,
    proposal_movers,
    proposal_steps,
    vote_events,
    vote_versions,
    vote_choices,
    vote_hands,
    vote_ballots,
    stated_votes,
    stated_choices,
    stated_hands,
);

/// Tables of other capabilities beside those of the council: only the pairs that queries name, since
/// each pair costs the compiler something.
macro_rules! beside {
    ($($own:ident with $($other:ident),+;)+) => {
        $($(diesel::allow_tables_to_appear_in_same_query!($own, $other);)+)+
    };
}

beside! {
    council_bodies with bodies;
    stated_votes with bodies;
    factions with bodies;
    members with bodies;
    meetings with bodies, dossiers, petitions;
    agenda_items with bodies, dossiers, petitions;
    agenda_proposals with bodies, dossiers, petitions;
    meeting_papers with document_files, staff;
    proposals with bodies, dossiers, petitions, commitments, rounds;
    proposal_movers with bodies;
    proposal_steps with staff;
    vote_events with bodies;
}
