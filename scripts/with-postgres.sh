#!/usr/bin/env bash
# Runs a command beside a throw-away PostgreSQL cluster: with-postgres.sh COMMAND [ARGUMENT…]
#
# The cluster lives in a temporary folder, listens on 127.0.0.1 on a free port, and is stopped and
# removed when the command ends, however it ends. The command finds it in WEERKLANK_TEST_POSTGRES
# (postgres://postgres@127.0.0.1:PORT, without a database name). Its exit code is passed on.
# PostgreSQL refuses to run as root; then it runs as `postgres`, or as `nobody`.
set -euo pipefail
[ $# -gt 0 ] || { echo "usage: with-postgres.sh COMMAND [ARGUMENT…]" >&2; exit 2; }

programs=$("$(dirname "$0")/find-postgres.sh")

as_server=()
owner=
if [ "$(id -u)" = 0 ]; then
  owner=postgres
  id "$owner" >/dev/null 2>&1 || owner=nobody
  if command -v runuser >/dev/null; then
    as_server=(runuser -u "$owner" --)
  else
    as_server=(setpriv "--reuid=$(id -u "$owner")" "--regid=$(id -g "$owner")" --clear-groups --)
  fi
fi
server() { (cd / && "${as_server[@]}" "$@"); }

# Only a folder that the server's user can reach will do; /tmp always is.
folder=$(mktemp -d "${TMPDIR:-/tmp}/weerklank-pg.XXXXXX")
if [ -n "$owner" ]; then
  chown "$owner" "$folder"
  if ! server test -w "$folder"; then
    rmdir "$folder"
    folder=$(mktemp -d /tmp/weerklank-pg.XXXXXX)
    chown "$owner" "$folder"
  fi
fi

child=
# Cleaning up must not be interrupted, and never changes the exit code.
clean_up() {
  trap '' INT TERM HUP
  [ -z "$child" ] || kill -TERM -- "-$child" 2>/dev/null || true
  server "$programs/pg_ctl" stop --pgdata "$folder/data" --mode immediate --silent >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP

server "$programs/initdb" --pgdata "$folder/data" --username postgres --auth trust \
  --encoding UTF8 --locale C --no-sync >"$folder/initdb.log" 2>&1 || {
  cat "$folder/initdb.log" >&2
  exit 1
}

# A port that is taken in the moment between choosing and using it costs one more try.
started=
for _ in 1 2 3 4 5 6 7 8; do
  port=$((20000 + RANDOM % 12000))
  if server "$programs/pg_ctl" start --pgdata "$folder/data" --wait --silent --log "$folder/server.log" --options "\
    -p $port -k $folder -c listen_addresses=127.0.0.1 -c max_connections=300 -c shared_buffers=128MB \
    -c fsync=on -c synchronous_commit=on -c logging_collector=off" >/dev/null 2>&1; then
    started=yes
    break
  fi
done
if [ -z "$started" ]; then
  echo "PostgreSQL did not start:" >&2
  tail -n 30 "$folder/server.log" >&2 || true
  exit 1
fi

export WEERKLANK_TEST_POSTGRES="postgres://postgres@127.0.0.1:$port"

# In a session of its own, so that everything it starts can be ended with it.
setsid "$@" <&0 &
child=$!
code=0
wait "$child" || code=$?
child=
exit "$code"
