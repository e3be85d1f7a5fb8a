#!/usr/bin/env bash
# All tests, inside with-postgres.sh. Both parts always run; the runners' own summaries come last.
set -uo pipefail
cd "$(dirname "$0")/.."
: "${WEERKLANK_TEST_POSTGRES:?run this with scripts/with-postgres.sh, or use make test}"
logs=target/test-logs
mkdir -p "$logs"
export WEERKLANK_BIN="${WEERKLANK_BIN:-$PWD/target/debug/weerklank}"

rust=0
cargo test --workspace --locked --no-fail-fast 2>&1 | tee "$logs/rust.log" || rust=1
browser=0
(cd tests/journeys && npx --no-install playwright test) 2>&1 | tee "$logs/journeys.log" || browser=1

printf '\n== Rust\n'
grep -E '^(test result:|error: [0-9]+ target|error: could not)|^     Running ' "$logs/rust.log" | sed 's/^     Running/Running/'
printf '\n== Browser\n'
# Playwright's summary: counted lines such as "  42 passed (1.2m)".
sed 's/\x1b\[[0-9;]*m//g' "$logs/journeys.log" | grep -E '^ +[0-9]+ (passed|failed|flaky|skipped|interrupted|did not run)' || tail -n 3 "$logs/journeys.log"
[ "$rust" = 0 ] && [ "$browser" = 0 ]
