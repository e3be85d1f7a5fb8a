#!/usr/bin/env bash
# Every setting that the program reads is in the sample file and in the documentation.
set -euo pipefail
cd "$(dirname "$0")/.."
missing=0
# Those that only builds and tests know.
internal='^WEERKLANK_(TEST_[A-Z_]*|PAGES_DIR|BIN|CHROMIUM|ADVISORIES|BENCH_[A-Z_]*)$'
for name in $(grep -rhoE --include='*.rs' 'WEERKLANK_[A-Z]+(_[A-Z]+)*' backend | sort -u | grep -vE "$internal"); do
  for place in weerklank.sample.toml docs/administrators/settings.md; do
    grep -qwF "$name" "$place" || { echo "$name is not in $place" >&2; missing=1; }
  done
done
exit $missing
