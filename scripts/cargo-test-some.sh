#!/usr/bin/env bash
# Runs the server's unit tests whose name holds NAME, and fails when there is none.
set -euo pipefail
name=${1:?usage: cargo-test-some.sh NAME}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
cargo test --locked -p weerklank --lib "$name" -- --nocapture 2>&1 | tee "$log"
if ! grep -qE '^test result: ok\. [1-9]' "$log"; then
  echo "no test is named like '$name'" >&2
  exit 1
fi
