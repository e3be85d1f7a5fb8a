//! Who sends an input: for oneself, or for one of three kinds of organisation.

use crate::codes::codes;

codes! {
    /// Who sends an input (NOT-2: an organisation may be named).
    SenderKind {
        /// A private person.
        Person = "person",
        /// An organisation.
        Organisation = "organisation",
    }
}

codes! {
    /// The groups by which a report tells who was involved (PAR-6).
    Sender {
        /// Somebody who writes for oneself: a private person, wherever they live.
        Resident = "resident",
        /// A business.
        Business = "business",
        /// An organisation of citizens: an association, a foundation, a group of neighbours.
        CivilSociety = "civil_society",
        /// Another public body.
        PublicBody = "public_body",
        /// An organisation of which nobody said what it is. Nobody can choose it: it is what came in before
        /// that was asked.
        Organisation = "organisation",
    }
}

impl Sender {
    /// Those that the law names, which a report shows even when nobody of them took part.
    pub const GROUPS: [Self; 4] = [
        Self::Resident,
        Self::Business,
        Self::CivilSociety,
        Self::PublicBody,
    ];

    /// What whoever takes part chose, or a row of a file says; `None` for what cannot be chosen.
    #[must_use]
    pub fn chosen(code: &str) -> Option<Self> {
        Self::from_code(code).filter(|sender| Self::GROUPS.contains(sender))
    }

    /// Whether a private person sends it, or an organisation.
    #[must_use]
    pub fn kind(self) -> SenderKind {
        match self {
            Self::Resident => SenderKind::Person,
            Self::Business | Self::CivilSociety | Self::PublicBody | Self::Organisation => {
                SenderKind::Organisation
            }
        }
    }

    /// Whether it is sent for an organisation, which is named.
    #[must_use]
    pub fn is_organisation(self) -> bool {
        self.kind() == SenderKind::Organisation
    }

    /// What is known of an organisation beside that it is one.
    #[must_use]
    pub fn said(self) -> Option<Self> {
        match self {
            Self::Business | Self::CivilSociety | Self::PublicBody => Some(self),
            Self::Resident | Self::Organisation => None,
        }
    }

    /// The sender, from the kind and from what was said of an organisation; `None` when these are no such
    /// words, or do not go together.
    #[must_use]
    pub fn of(kind: &str, said: Option<&str>) -> Option<Self> {
        match (SenderKind::from_code(kind)?, said) {
            (SenderKind::Person, None) => Some(Self::Resident),
            (SenderKind::Person, Some(_)) => None,
            (SenderKind::Organisation, None) => Some(Self::Organisation),
            (SenderKind::Organisation, Some(said)) => Self::from_code(said)?.said(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sender_is_what_its_kind_and_what_was_said_make_of_it() {
        for sender in Sender::ALL {
            let (kind, said) = (sender.kind().code(), sender.said().map(Sender::code));
            assert_eq!(Sender::of(kind, said), Some(*sender));
            assert_eq!(sender.is_organisation(), *sender != Sender::Resident);
        }
        for (kind, said) in [
            ("person", Some("business")),
            ("organisation", Some("resident")),
            ("organisation", Some("organisation")),
            ("organisation", Some("club")),
            ("club", None),
        ] {
            assert_eq!(Sender::of(kind, said), None, "{kind} {said:?}");
        }
    }

    #[test]
    fn an_organisation_says_which_of_the_three_it_is() {
        for sender in Sender::ALL {
            let chosen = Sender::chosen(sender.code());
            assert_eq!(chosen.is_none(), *sender == Sender::Organisation);
        }
        assert_eq!(Sender::chosen(""), None);
    }
}
