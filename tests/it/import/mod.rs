//! Data of other systems.

mod polis;
mod threads;
mod uk;

use std::path::{Path, PathBuf};

/// The exports of real consultations, where they are.
fn consultations() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/consultations");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: no exports of consultations beside the repository");
    None
}
