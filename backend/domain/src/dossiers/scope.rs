//! What input can change, what is fixed, and the promise that the body makes (PAR-4).

use crate::codes::codes;

codes! {
    /// The participation level: the promise that is made for a phase.
    Level {
        /// You are told.
        Inform = "inform",
        /// You are heard.
        Consult = "consult",
        /// Your advice is followed, or the body says why not.
        Advise = "advise",
        /// You make it together with the body.
        CoProduce = "co_produce",
        /// You decide together with the body.
        CoDecide = "co_decide",
    }
}

codes! {
    /// What has to be said before people are asked (Omgevingsbesluit 5.3; PAR-4).
    ScopePart {
        /// What is decided.
        Decided = "decided",
        /// Who decides.
        DecidedBy = "decided_by",
        /// What can still change.
        Changeable = "changeable",
        /// What is fixed.
        Fixed = "fixed",
        /// How people take part.
        How = "how",
        /// When.
        Moment = "moment",
        /// What happens with the input, and when the answer comes.
        Afterwards = "afterwards",
    }
}

/// The most characters of one part: what has to be read before taking part is short.
pub const LONGEST_SCOPE_PART: usize = 1_500;

/// The scope of a phase, in Markdown; a part may be empty while the phase is prepared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// What is decided.
    pub decided: String,
    /// Who decides.
    pub decided_by: String,
    /// What can still change.
    pub changeable: String,
    /// What is fixed.
    pub fixed: String,
    /// How people take part.
    pub how: String,
    /// When.
    pub moment: String,
    /// What happens with the input.
    pub afterwards: String,
}

impl Scope {
    /// One part.
    #[must_use]
    pub fn part(&self, part: ScopePart) -> &str {
        match part {
            ScopePart::Decided => &self.decided,
            ScopePart::DecidedBy => &self.decided_by,
            ScopePart::Changeable => &self.changeable,
            ScopePart::Fixed => &self.fixed,
            ScopePart::How => &self.how,
            ScopePart::Moment => &self.moment,
            ScopePart::Afterwards => &self.afterwards,
        }
    }

    /// One part, to be written.
    pub fn part_mut(&mut self, part: ScopePart) -> &mut String {
        match part {
            ScopePart::Decided => &mut self.decided,
            ScopePart::DecidedBy => &mut self.decided_by,
            ScopePart::Changeable => &mut self.changeable,
            ScopePart::Fixed => &mut self.fixed,
            ScopePart::How => &mut self.how,
            ScopePart::Moment => &mut self.moment,
            ScopePart::Afterwards => &mut self.afterwards,
        }
    }

    /// The parts that nothing was said about, in their order. Publication is blocked while there
    /// are any.
    #[must_use]
    pub fn missing(&self) -> Vec<ScopePart> {
        ScopePart::ALL
            .iter()
            .copied()
            .filter(|part| self.part(*part).trim().is_empty())
            .collect()
    }

    /// Whether every part is there.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.missing().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_that_was_not_told_is_named() {
        let mut scope = Scope::default();
        assert_eq!(scope.missing(), ScopePart::ALL);
        for part in [
            &mut scope.decided,
            &mut scope.decided_by,
            &mut scope.changeable,
            &mut scope.fixed,
            &mut scope.how,
            &mut scope.moment,
        ] {
            "x".clone_into(part);
        }
        scope.afterwards = " \n ".to_owned();
        assert_eq!(scope.missing(), [ScopePart::Afterwards]);
        scope.afterwards = "U krijgt antwoord".to_owned();
        assert!(scope.is_whole());
    }
}
