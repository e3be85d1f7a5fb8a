//! People of the desk with a browser, signed in as they do it themselves.

use super::harness::{TestHouse, start_of_test};
use super::visitor::Visitor;
use weerklank_acts::people::hash_password;
use weerklank_domain::people::Role;
use weerklank_store::StoreError;
use weerklank_store::people::{NewStaff, add_role, add_staff, staff_by_email};

const PASSWORD: &str = "weerklank-demo";

fn role_of(who: &str) -> Role {
    match who.trim_end_matches('2') {
        "admin" => Role::Administrator,
        "clerk" => Role::Clerk,
        "moderator" => Role::Moderator,
        "officer" => Role::PolicyOfficer,
        "reader" => Role::Reader,
        other => panic!("nobody is called {other}"),
    }
}

impl TestHouse {
    /// A browser in which `admin`, `clerk`, `clerk2`, `moderator`, `moderator2`, `officer` or
    /// `reader` is signed in, with that role at the authority and so at every body.
    pub async fn staff(&self, who: &str) -> Visitor {
        let email = format!("{who}@testwater.example");
        self.employ(who, &email);
        let visitor = self.visitor();
        let form = visitor.get("/desk/sign-in").await.form_with("password");
        let filled = [("email", email.as_str()), ("password", PASSWORD)];
        let desk = visitor.submit(&form, &filled).await;
        assert_eq!(desk.status, 200, "{}", desk.text());
        visitor
    }

    fn employ(&self, who: &str, email: &str) {
        let body = self.number("SELECT id AS number FROM bodies WHERE slug = 'testwater'");
        let hash = hash_password(PASSWORD).unwrap();
        let new = NewStaff {
            email,
            name: &format!("Persoon {who}"),
            password_hash: &hash,
            must_change_password: false,
        };
        self.house()
            .store
            .write(|db| {
                if staff_by_email(db, email)?.is_none() {
                    let id = add_staff(db, &new, start_of_test())?;
                    add_role(db, id, role_of(who), body)?;
                }
                Ok::<_, StoreError>(())
            })
            .unwrap();
    }
}
