//! People of the desk who sign in as they would in a browser.

use super::harness::{KEY, TestHouse};
use super::visitor::{Answer, Form, Visitor};
use std::sync::OnceLock;
use weerklank_acts::people::{Account, add_staff, hash_password};
use weerklank_domain::people::{EmailAddress, PersonName, Role};
use weerklank_store::people::{Keyed, Vault};

/// The password of everybody at the desk of Testwater.
pub const PASSWORD: &str = "een wachtwoord voor de test";

/// The work address of `clerk`, `clerk2`, `moderator`, `officer`, `reader` or `admin`.
pub fn address_of(who: &str) -> String {
    format!("{who}@testwater.example")
}

fn role_of(who: &str) -> Role {
    match who.trim_end_matches(|c: char| c.is_ascii_digit()) {
        "admin" => Role::Administrator,
        "clerk" => Role::Clerk,
        "moderator" => Role::Moderator,
        "officer" => Role::PolicyOfficer,
        "reader" => Role::Reader,
        other => panic!("nobody at the desk is called {other}"),
    }
}

impl TestHouse {
    /// Gives somebody an account for the whole authority, unless there is one.
    pub fn hire(&self, who: &str) {
        self.hire_for(who, "testwater");
    }

    /// Gives somebody an account for one body, unless there is one.
    pub fn hire_for(&self, who: &str, body: &str) {
        static HASH: OnceLock<String> = OnceLock::new();
        let account = Account {
            email: &EmailAddress::parse(&address_of(who)).unwrap(),
            name: &PersonName::parse(&format!("Medewerker {who}")).unwrap(),
            password_hash: HASH.get_or_init(|| hash_password(PASSWORD).unwrap()),
            must_change_password: false,
            role: role_of(who),
            body,
        };
        add_staff(self.house(), &account).unwrap();
    }

    /// The browser of somebody who signed in just now.
    pub async fn staff(&self, who: &str) -> Visitor {
        self.hire(who);
        self.staff_again(who).await
    }

    /// The browser of somebody who has an account and signed in just now.
    pub async fn staff_again(&self, who: &str) -> Visitor {
        let visitor = self.visitor();
        let answer = sign_in(&visitor, &address_of(who), PASSWORD).await;
        assert_eq!(answer.path, "/desk", "{}", answer.text());
        visitor
    }
}

/// Sends the form of the sign-in page.
pub async fn sign_in(visitor: &Visitor, email: &str, password: &str) -> Answer {
    let form = visitor.get("/desk/sign-in").await.post_form();
    let fields = [("email", email), ("password", password)];
    visitor.submit(&form, &fields).await
}

/// The form of a decision on a petition: `admit`, `revise`, `refuse` or `forward`.
pub async fn ruling_form(staff: &Visitor, reference: &str, word: &str) -> Form {
    let page = staff
        .get(&format!("/desk/petitions/{reference}/{word}"))
        .await;
    assert_eq!(page.status, 200, "{}", page.text());
    page.form_with(word)
}

/// Opens the page of a decision and takes it.
pub async fn decides(
    staff: &Visitor,
    reference: &str,
    word: &str,
    filled: &[(&str, &str)],
) -> Answer {
    let form = ruling_form(staff, reference, word).await;
    staff.submit(&form, filled).await
}

/// What is said to take a petition, or news of it, off the site.
pub const HIDES: [(&str, &str); 4] = [
    ("action", "hide"),
    ("rule", "threat"),
    ("facts", "Regel vier bedreigt iemand."),
    ("reason", "Lees regel vier nog eens."),
];

/// Opens the page of moderation of a petition (`moderation`) or of its news (`news/1`), and decides.
pub async fn moderates(
    staff: &Visitor,
    reference: &str,
    what: &str,
    filled: &[(&str, &str)],
) -> Answer {
    let form = moderation_form(staff, reference, what).await;
    staff.submit(&form, filled).await
}

/// The form of moderation of a petition (`moderation`) or of its news (`news/1`).
pub async fn moderation_form(staff: &Visitor, reference: &str, what: &str) -> Form {
    let page = staff
        .get(&format!("/desk/petitions/{reference}/{what}"))
        .await;
    assert_eq!(page.status, 200, "{}", page.text());
    page.form_with("reason")
}

/// The key of somebody's account.
pub fn id_of(house: &TestHouse, who: &str) -> i64 {
    let email = address_of(who);
    house.number(&format!(
        "SELECT id AS number FROM staff WHERE email = '{email}'"
    ))
}

/// The proof of a form that this browser was never shown, so that nothing but the permission is
/// between it and the act.
pub fn proof_of(visitor: &Visitor, action: &str) -> String {
    let secret = visitor.cookie("weerklank-form").unwrap_or_default();
    Vault::new(&KEY).hash(Keyed::Form, &format!("{secret}\n{action}"))
}

/// Sends a form with its proof to an address, whether or not a page shows it.
pub async fn press(visitor: &Visitor, action: &str, fields: &[(&str, &str)]) -> Answer {
    let proof = proof_of(visitor, action);
    let fields = [&[("csrf", proof.as_str())], fields].concat();
    visitor.post_form(action, &fields).await
}

/// Whether somebody is signed in.
pub async fn is_in(visitor: &Visitor) -> bool {
    let answer = visitor.get("/desk/account").await;
    assert!(answer.status < 500, "{}", answer.text());
    answer.status == 200
}
