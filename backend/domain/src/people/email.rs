//! E-mail addresses: what we accept, and the form by which one mailbox is recognised.

use std::fmt;

/// Why a text is not an address that we can send to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EmailFault {
    /// Nothing was typed.
    #[error("the address is empty")]
    Empty,
    /// Longer than 254 octets in all or 64 before the `@` (RFC 5321 §4.5.3.1).
    #[error("the address is too long")]
    TooLong,
    /// Anything else that no mail server would take.
    #[error("this is not an e-mail address")]
    Malformed,
}

/// An address that mail can be sent to: ASCII, at most 254 octets, the domain in lower case and in
/// its international ASCII form (IDNA, UTS 46). It is not proven to belong to anybody.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct EmailAddress(String);

/// The form that makes two spellings of one mailbox equal (invariant 2 of the product): lower
/// case, `+tag` dropped, dots dropped at gmail.com and googlemail.com, which are one domain.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct CanonicalAddress(String);

const LONGEST: usize = 254;
const LONGEST_LOCAL: usize = 64;

impl EmailAddress {
    /// Accepts an address as typed.
    ///
    /// # Errors
    /// [`EmailFault`] names the first thing that is wrong.
    pub fn parse(typed: &str) -> Result<Self, EmailFault> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(EmailFault::Empty);
        }
        if typed.len() > LONGEST {
            return Err(EmailFault::TooLong);
        }
        let (local, domain) = typed.rsplit_once('@').ok_or(EmailFault::Malformed)?;
        if local.len() > LONGEST_LOCAL {
            return Err(EmailFault::TooLong);
        }
        if !is_dot_atom(local) {
            return Err(EmailFault::Malformed);
        }
        let domain = idna::domain_to_ascii(domain).map_err(|_| EmailFault::Malformed)?;
        if !is_public_domain(&domain) {
            return Err(EmailFault::Malformed);
        }
        let address = format!("{local}@{domain}");
        if address.len() > LONGEST {
            return Err(EmailFault::TooLong);
        }
        Ok(Self(address))
    }

    /// The address as mail is sent to it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form by which this mailbox is recognised.
    #[must_use]
    pub fn canonical(&self) -> CanonicalAddress {
        let lower = self.0.to_ascii_lowercase();
        let (local, domain) = lower.rsplit_once('@').unwrap_or((&lower, ""));
        let untagged = match local.split_once('+') {
            Some((before, _)) if !before.is_empty() => before,
            _ => local,
        };
        let is_google = matches!(domain, "gmail.com" | "googlemail.com");
        Self::join(untagged, domain, is_google)
    }

    fn join(local: &str, domain: &str, is_google: bool) -> CanonicalAddress {
        if is_google {
            CanonicalAddress(format!("{}@gmail.com", local.replace('.', "")))
        } else {
            CanonicalAddress(format!("{local}@{domain}"))
        }
    }
}

impl CanonicalAddress {
    /// The canonical text; only ever the input of a keyed hash.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

// Addresses are personal data: a log or a panic message must not print them.
impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress(…)")
    }
}

impl fmt::Debug for CanonicalAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CanonicalAddress(…)")
    }
}

/// RFC 5322 §3.2.3 dot-atom, ASCII only.
fn is_dot_atom(local: &str) -> bool {
    !local.is_empty()
        && local.split('.').all(|atom| {
            !atom.is_empty()
                && atom
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b))
        })
}

/// At least two labels of letters, digits and inner hyphens (RFC 1123 §2.1), the last not a number.
fn is_public_domain(domain: &str) -> bool {
    let labels: Vec<&str> = domain.split('.').collect();
    labels.len() >= 2
        && domain.len() <= 253
        && labels.iter().all(|label| {
            (1..=63).contains(&label.len())
                && label
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        })
        && labels
            .last()
            .is_some_and(|top| !top.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn canonical(typed: &str) -> String {
        EmailAddress::parse(typed).unwrap().canonical().0
    }

    #[test]
    fn aliases_of_one_mailbox_are_one_address() {
        for alias in [
            "Jan.Jansen@gmail.com",
            "janjansen@googlemail.com",
            "j.a.n.jansen+petities@GMAIL.com",
            " janjansen@gmail.com ",
        ] {
            assert_eq!(canonical(alias), "janjansen@gmail.com");
        }
        assert_eq!(canonical("An.Na+x@Voorbeeld.NL"), "an.na@voorbeeld.nl");
        assert_eq!(
            canonical("post@bücher.example"),
            "post@xn--bcher-kva.example"
        );
        assert_eq!(canonical("+tag@voorbeeld.nl"), "+tag@voorbeeld.nl");
    }

    #[test]
    fn what_no_mail_server_takes_is_refused() {
        for bad in [
            "jan",
            "@voorbeeld.nl",
            "jan@",
            "jan@localhost",
            "jan@127.0.0.1",
            "jan@[::1]",
            "jan..p@voorbeeld.nl",
            ".jan@voorbeeld.nl",
            "jan jansen@voorbeeld.nl",
            "jan@voor beeld.nl",
            "jan@-voorbeeld.nl",
            "\"jan\"@voorbeeld.nl",
            "jan@voorbeeld.nl\nbcc: x@y.nl",
            "a@b@",
            "jan@voorbeeld..nl",
            "ján@voorbeeld.nl",
            "jan\0@voorbeeld.nl",
        ] {
            assert_eq!(
                EmailAddress::parse(bad),
                Err(EmailFault::Malformed),
                "{bad:?}"
            );
        }
        assert_eq!(EmailAddress::parse("  "), Err(EmailFault::Empty));
        let long = format!("{}@voorbeeld.nl", "a".repeat(65));
        assert_eq!(EmailAddress::parse(&long), Err(EmailFault::TooLong));
    }

    proptest! {
        #[test]
        fn parsing_never_panics_and_canonical_is_a_fixed_point(typed in ".{0,80}") {
            if let Ok(address) = EmailAddress::parse(&typed) {
                let once = address.canonical();
                let twice = EmailAddress::parse(once.as_str()).unwrap().canonical();
                // A local part such as `a+b+c` loses everything after its first plus at once.
                prop_assert_eq!(once.as_str(), twice.as_str());
            }
        }

        #[test]
        fn a_tag_and_capitals_never_make_a_second_mailbox(
            local in "[a-z][a-z0-9]{0,10}", tag in "[a-z0-9]{0,8}", host in "[a-z]{1,10}",
        ) {
            let plain = canonical(&format!("{local}@{host}.nl"));
            let dressed = canonical(&format!("{}+{tag}@{}.NL", local.to_uppercase(), host.to_uppercase()));
            prop_assert_eq!(plain, dressed);
        }
    }
}
