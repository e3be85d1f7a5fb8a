#!/usr/bin/env bash
# Starts the demonstration site. Every setting of weerklank.sample.toml can be given in the environment.
set -euo pipefail
cd "$(dirname "$0")/.."
export WEERKLANK_DEMO=1
export WEERKLANK_DATA_DIR="${WEERKLANK_DATA_DIR:-./data}"
export WEERKLANK_BIND="${WEERKLANK_BIND:-127.0.0.1:8080}"
# What the council of the demonstration decided on participation.
export WEERKLANK_ORDINANCE_URL="${WEERKLANK_ORDINANCE_URL:-https://rivierenland.example/participatieverordening}"
export WEERKLANK_ORDINANCE_TITLE="${WEERKLANK_ORDINANCE_TITLE:-Participatieverordening Rivierenland aan Zee, versie 2}"
export WEERKLANK_DUTY_CASES="${WEERKLANK_DUTY_CASES:-Bouwen van meer dan vijftig woningen; Een windpark of een zonnepark; Sluiten of verplaatsen van een voorziening in een wijk}"
server=target/release/weerklank

"$server" migrate
"$server" seed demo

address=${WEERKLANK_BASE_URL:-http://$WEERKLANK_BIND}
if [ -z "${WEERKLANK_SMTP_URL:-}" ]; then
  mail="No mail leaves this machine. Read it at $address/dev/mailbox"
else
  mail="Mail goes to the server in WEERKLANK_SMTP_URL."
fi
cat <<EOF

  Rivierenland aan Zee, a demonstration: $address
  $mail

  At the desk ($address/desk) these work, with the password weerklank-demo:
    clerk@rivierenland.example      moderator@rivierenland.example   officer@rivierenland.example
    clerk2@rivierenland.example     moderator2@rivierenland.example  reader@rivierenland.example
    admin@rivierenland.example

  Data: $WEERKLANK_DATA_DIR. Stop with Ctrl-C.

EOF
exec "$server" serve
