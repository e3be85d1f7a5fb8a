//! The binary `weerklank`.

use std::process::ExitCode;

fn main() -> ExitCode {
    weerklank::cli::run()
}
