#!/usr/bin/env bash
# Makes sure that this machine has what a command needs: tools.sh run|test|check|bench
#
# Debian packages are installed when this runs as root or with password-less sudo. Otherwise the
# exact command is printed and the script ends with 1. Nothing is fetched from anywhere but Debian
# and crates.io (npm packages are the Makefile's business).
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:-}
case $what in run|test|check|bench) ;; *) echo "usage: tools.sh run|test|check|bench" >&2; exit 2 ;; esac

has() { command -v "$1" >/dev/null 2>&1; }

packages=()
need() { packages+=("$1"); printf 'missing: %s (%s)\n' "$1" "$2" >&2; }

# Rust and Node.js are the two things a newcomer brings.
if ! has cargo; then
  echo "Rust is missing. Install it with rustup (https://rustup.rs), then try again." >&2
  exit 1
fi
if has node; then
  if [ "$(node -p 'Number(process.versions.node.split(".")[0]) >= 18')" != true ]; then
    echo "Node.js $(node --version) is too old: 18 or newer is needed." >&2
    exit 1
  fi
else
  need nodejs "Node.js 18 or newer, for the style sheet and script"
fi
has npm || need npm "the package manager of Node.js"

# What the server is compiled with.
has cc || need build-essential "a C compiler, for SQLite and libpq"
has pkg-config || need pkg-config "finds OpenSSL"
if ! has pkg-config || ! pkg-config --exists openssl; then need libssl-dev "the headers of OpenSSL"; fi

if [ "$what" = test ] || [ "$what" = bench ]; then
  scripts/find-postgres.sh >/dev/null 2>&1 || need postgresql "the server's programs; tests start their own cluster with them"
fi
if [ "$what" = test ] && [ -z "${WEERKLANK_CHROMIUM:-}" ]; then
  has chromium || need chromium "the browser of the browser tests"
fi
if [ "$what" = test ]; then
  # A test opens the report and the worksheet as a body would: both parts of LibreOffice, and what reads the
  # words of a PDF. Where they cannot be installed, that test says so and is skipped.
  office=$(dirname "$(readlink -f "$(command -v soffice || echo /)")")
  [ -e "$office/libswlo.so" ] || need libreoffice-writer-nogui "opens the report in Word"
  [ -e "$office/libsclo.so" ] || need libreoffice-calc-nogui "opens the worksheet"
  has pdftotext || need poppler-utils "reads the words of a PDF"
fi
if [ "$what" = check ]; then
  has java || need default-jre-headless "runs the HTML checker"
fi

if [ ${#packages[@]} -gt 0 ]; then
  install="apt-get install --yes --no-install-recommends ${packages[*]}"
  if ! has apt-get; then
    echo "Install these with your system's package manager (the names are Debian's): ${packages[*]}" >&2
    exit 1
  elif [ "$(id -u)" = 0 ]; then
    as_root=(env DEBIAN_FRONTEND=noninteractive)
  elif has sudo && sudo -n true 2>/dev/null; then
    as_root=(sudo -n env DEBIAN_FRONTEND=noninteractive)
  else
    printf 'Please run this, then try again:\n\n  sudo apt-get update && sudo %s\n\n' "$install" >&2
    exit 1
  fi
  "${as_root[@]}" apt-get update --quiet
  # shellcheck disable=SC2086 # the words of the command
  "${as_root[@]}" $install
fi

if [ "$what" = check ]; then
  for part in fmt clippy; do
    cargo "$part" --version >/dev/null 2>&1 || {
      echo "cargo $part is missing. Please run: rustup component add rustfmt clippy" >&2
      exit 1
    }
  done
  # A cargo home that is not in PATH is no reason to compile the tools again.
  cargo deny --version >/dev/null 2>&1 || cargo install --locked cargo-deny
  cargo machete --version >/dev/null 2>&1 || cargo install --locked cargo-machete
  has typos || cargo install --locked typos-cli
fi
