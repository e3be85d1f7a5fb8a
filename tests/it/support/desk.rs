//! People of the desk, for tests that do acts without pages.

use super::harness::TestHouse;
use weerklank_acts::people::Actor;
use weerklank_domain::people::{Grants, Role};

/// Somebody with a role at every body of the furnished municipality.
pub fn somebody(house: &TestHouse, name: &str, role: Role) -> Actor {
    let email = format!(
        "{}@testwater.example",
        name.to_lowercase().replace(' ', ".")
    );
    house.sql(&format!(
        "INSERT INTO staff (email, name, password_hash, has_second_factor, totp_step, is_active,
             must_change_password, failed_attempts, created_at)
         VALUES ('{email}', '{name}', '', FALSE, 0, TRUE, FALSE, 0, '2026-01-01 00:00:00')"
    ));
    let staff_id = house.number(&format!(
        "SELECT id AS number FROM staff WHERE email = '{email}'"
    ));
    let grants = ["testwater", "raad", "college"].map(|slug| {
        let body = house.number(&format!(
            "SELECT id AS number FROM bodies WHERE slug = '{slug}'"
        ));
        (role, body)
    });
    Actor {
        staff_id,
        name: name.to_owned(),
        grants: Grants::new(grants.into()),
    }
}

/// The key of a petition.
pub fn id_of(house: &TestHouse, slug: &str) -> i64 {
    house.house().petition_id(slug).unwrap()
}
