//! Whether rules can be kept: what cannot be is refused, with a code for each field.

use super::fraction::{Bar, Op};
use super::parameters::{CountsAs, Threshold, TieStep, Waiver};
use super::rules::{CouncilRules, RuleSet};
use crate::codes::codes;
use std::collections::BTreeSet;

codes! {
    /// What is wrong with a field of a rule set.
    RuleFaultCode {
        /// Nothing is written.
        Empty = "empty",
        /// A number below one.
        BelowOne = "below_one",
        /// An address that does not begin with https://.
        NoUrl = "no_url",
        /// An end before the beginning.
        EndsBefore = "ends_before",
        /// More than the whole, which no number reaches.
        Unreachable = "unreachable",
        /// A majority that both sides can have at once.
        NoMajority = "no_majority",
        /// It says something of what is not allowed.
        NotAllowed = "not_allowed",
        /// It stands twice.
        Twice = "twice",
        /// Something follows on a step that ends it.
        AfterLast = "after_last",
        /// The last step does not end it.
        NeverEnds = "never_ends",
        /// It needs something that the rules do not have.
        Missing = "missing",
        /// It has no effect.
        Unused = "unused",
        /// A table that does not go up, or has no open end.
        Order = "order",
    }
}

/// A field of a rule set that cannot be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {}", .code.code())]
pub struct RuleFault {
    /// The field, such as `rules.tie.steps`.
    pub field: &'static str,
    /// What is wrong with it.
    pub code: RuleFaultCode,
}

/// Faults as they are found.
#[derive(Default)]
struct Faults(Vec<RuleFault>);

impl Faults {
    fn add_if(&mut self, is_wrong: bool, field: &'static str, code: RuleFaultCode) {
        if is_wrong {
            self.0.push(RuleFault { field, code });
        }
    }

    fn or_ok(self) -> Result<(), Vec<RuleFault>> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(self.0)
        }
    }
}

impl RuleSet {
    /// Checks that the rule set can be kept.
    ///
    /// # Errors
    /// Every [`RuleFault`], in the order of the file.
    pub fn check(&self) -> Result<(), Vec<RuleFault>> {
        let mut faults = Faults::default();
        faults.add_if(is_empty(&self.code), "code", RuleFaultCode::Empty);
        faults.add_if(self.version < 1, "version", RuleFaultCode::BelowOne);
        let ends_before = self.valid_until.is_some_and(|last| last < self.valid_from);
        faults.add_if(ends_before, "valid_until", RuleFaultCode::EndsBefore);
        check_source(&self.rules, &mut faults);
        check_presence(&self.rules, &mut faults);
        check_majority(&self.rules, &mut faults);
        check_ties(&self.rules, &mut faults);
        check_ways(&self.rules, &mut faults);
        check_seats(&self.rules, &mut faults);
        faults.or_ok()
    }
}

fn is_empty(text: &str) -> bool {
    text.trim().is_empty()
}

fn is_unreachable(bar: Bar) -> bool {
    bar.op == Op::Gt && bar.fraction.is_whole()
}

fn stands_twice<T: PartialEq>(list: &[T]) -> bool {
    list.iter()
        .enumerate()
        .any(|(place, item)| list[..place].contains(item))
}

fn check_source(rules: &CouncilRules, faults: &mut Faults) {
    use RuleFaultCode::{Empty, NoUrl};
    let is_nameless = is_empty(&rules.legal_basis);
    faults.add_if(is_nameless, "rules.legal_basis", Empty);
    faults.add_if(!rules.url.starts_with("https://"), "rules.url", NoUrl);
    let cites_nothing = rules.articles.values().any(|article| is_empty(article));
    faults.add_if(cites_nothing, "rules.articles", Empty);
}

fn check_presence(rules: &CouncilRules, faults: &mut Faults) {
    use RuleFaultCode::{BelowOne, Missing, Twice, Unreachable};
    faults.add_if(
        is_unreachable(rules.quorum.bar),
        "rules.quorum",
        Unreachable,
    );
    let second = rules.quorum.second_meeting;
    let is_at_once = second.is_some_and(|second| second.min_hours == 0);
    let field = "rules.quorum.second_meeting.min_hours";
    faults.add_if(is_at_once, field, BelowOne);
    let Some(validity) = &rules.validity else {
        return;
    };
    faults.add_if(is_unreachable(validity.bar), "rules.validity", Unreachable);
    let field = "rules.validity.waivers";
    faults.add_if(stands_twice(&validity.waivers), field, Twice);
    let waives_second = validity.waivers.contains(&Waiver::SecondMeeting);
    faults.add_if(waives_second && second.is_none(), field, Missing);
}

fn check_majority(rules: &CouncilRules, faults: &mut Faults) {
    use RuleFaultCode::{Empty, NoMajority, NotAllowed, Twice, Unreachable};
    let is_shared =
        |bar: Bar| bar.fraction.is_below_half() || (bar.op == Op::Gte && bar.fraction.is_half());
    let majority = rules.majority.bar;
    faults.add_if(is_unreachable(majority), "rules.majority", Unreachable);
    faults.add_if(is_shared(majority), "rules.majority", NoMajority);
    let abstain = rules.abstain;
    let says_more = abstain.counts_for_quorum || abstain.counts_as != CountsAs::None;
    faults.add_if(!abstain.allowed && says_more, "rules.abstain", NotAllowed);
    let field = "rules.group_majorities";
    let groups: Vec<&str> = rules
        .group_majorities
        .iter()
        .map(|own| own.group.trim())
        .collect();
    faults.add_if(groups.contains(&""), field, Empty);
    faults.add_if(stands_twice(&groups), field, Twice);
    let mut bars = rules.group_majorities.iter().map(|own| own.bar);
    faults.add_if(bars.clone().any(is_unreachable), field, Unreachable);
    faults.add_if(bars.any(is_shared), field, NoMajority);
}

fn check_ties(rules: &CouncilRules, faults: &mut Faults) {
    use RuleFaultCode::{Missing, NotAllowed, Unused};
    let steps = &rules.tie.steps;
    let persons = &rules.persons.tie_steps;
    check_steps(steps, "rules.tie.steps", faults);
    check_steps(persons, "rules.persons.tie_steps", faults);
    let postpones = steps.contains(&TieStep::Postpone);
    let has_full = rules.tie.full_meeting_base.is_some() && !steps.is_empty();
    let field = "rules.tie.full_meeting_base";
    faults.add_if(has_full && !postpones, field, Unused);
    let by_chair = steps.contains(&TieStep::CastingVote) || persons.contains(&TieStep::CastingVote);
    let chair = rules.chair;
    faults.add_if(by_chair && !chair.casting, "rules.chair.casting", Missing);
    faults.add_if(chair.casting && !by_chair, "rules.chair.casting", Unused);
    // Votes on persons are ballots, and these are secret.
    let on_persons = persons.contains(&TieStep::CastingVote) && !chair.casting_in_secret;
    faults.add_if(on_persons, "rules.chair.casting_in_secret", Missing);
    let secretly = chair.casting_in_secret && !chair.casting;
    faults.add_if(secretly, "rules.chair.casting_in_secret", NotAllowed);
}

fn check_steps(steps: &[TieStep], field: &'static str, faults: &mut Faults) {
    use RuleFaultCode::{AfterLast, Empty, NeverEnds};
    let Some((last, before)) = steps.split_last() else {
        faults.add_if(true, field, Empty);
        return;
    };
    faults.add_if(!last.is_last(), field, NeverEnds);
    faults.add_if(before.iter().any(|step| step.is_last()), field, AfterLast);
}

fn check_ways(rules: &CouncilRules, faults: &mut Faults) {
    use RuleFaultCode::{BelowOne, Twice, Unreachable, Unused};
    let mut threshold = |given: Option<Threshold>, field| match given {
        Some(Threshold::Absolute(number)) => faults.add_if(number == 0, field, BelowOne),
        Some(Threshold::Share(bar)) => faults.add_if(is_unreachable(bar), field, Unreachable),
        None => {}
    };
    let roll_call = rules.roll_call.map(|roll_call| roll_call.threshold);
    threshold(roll_call, "rules.roll_call.threshold");
    threshold(rules.secret.threshold, "rules.secret.threshold");
    let doors = rules.closed_doors.as_ref().map(|doors| doors.threshold);
    threshold(doors, "rules.closed_doors.threshold");
    threshold(rules.convening_threshold, "rules.convening_threshold");
    let secret = &rules.secret;
    let is_twice = stands_twice(&secret.mandatory_for);
    faults.add_if(is_twice, "rules.secret.mandatory_for", Twice);
    let beats_nothing =
        secret.beats_roll_call && (secret.threshold.is_none() || rules.roll_call.is_none());
    faults.add_if(beats_nothing, "rules.secret.beats_roll_call", Unused);
    let holds_none = rules.proxy.is_some_and(|proxy| proxy.max_per_member == 0);
    faults.add_if(holds_none, "rules.proxy.max_per_member", BelowOne);
}

fn check_seats(rules: &CouncilRules, faults: &mut Faults) {
    let Some((last, before)) = rules.seats.split_last() else {
        return;
    };
    let bounds: BTreeSet<u32> = before.iter().filter_map(|step| step.up_to).collect();
    let goes_up = before
        .iter()
        .map(|step| step.up_to)
        .eq(bounds.into_iter().map(Some));
    let is_ordered = goes_up && last.up_to.is_none();
    faults.add_if(!is_ordered, "rules.seats", RuleFaultCode::Order);
    let has_none = rules.seats.iter().any(|step| step.seats == 0);
    faults.add_if(has_none, "rules.seats", RuleFaultCode::BelowOne);
}
