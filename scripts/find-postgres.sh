#!/usr/bin/env bash
# Prints the folder with the PostgreSQL server's programs (15 or newer), or ends with 1.
set -euo pipefail

version_of() { "$1/postgres" --version 2>/dev/null | sed -E 's/[^0-9]*([0-9]+).*/\1/'; }

candidates=()
for program in initdb pg_ctl postgres; do
  found=$(command -v "$program" || true)
  [ -z "$found" ] || candidates+=("$(dirname "$(readlink -f "$found")")")
done
while IFS= read -r folder; do candidates+=("$folder"); done < <(
  ls -d /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /usr/local/pgsql/bin 2>/dev/null | sort -rV
)
if [ ${#candidates[@]} -gt 0 ]; then
  for folder in "${candidates[@]}"; do
    if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ] && [ -x "$folder/postgres" ]; then
      version=$(version_of "$folder")
      if [ -n "$version" ] && [ "$version" -ge 15 ]; then
        echo "$folder"
        exit 0
      fi
    fi
  done
fi
echo "No PostgreSQL server programs of version 15 or newer found. On Debian: apt-get install postgresql" >&2
exit 1
