#!/usr/bin/env bash
# Starts ./run as a newcomer does: builds, serves, stops, starts again without building, refuses a second service on one folder, shows the demo.
set -euo pipefail

root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
folder=$(mktemp -d)
export COURIARR_DATA=$folder/data PORT=$((20000 + RANDOM % 20000))
service=''
trap '[[ -z $service ]] || kill "$service" 2>/dev/null || true; rm -rf "$folder"' EXIT

complain() {
  printf '%s\n' "$1" "It said:" "$(cat "$folder/said")"
  exit 1
}

answers() {
  local line
  { exec 3<>"/dev/tcp/127.0.0.1/$PORT"; } 2>/dev/null || return 1
  printf 'GET /health HTTP/1.0\r\n\r\n' >&3
  read -r line <&3
  exec 3>&-
  [[ $line == *' 200 '* ]]
}

# start SECONDS COMMAND...: until /health answers.
start() {
  local limit=$((SECONDS + $1))
  shift
  "$@" >"$folder/said" 2>&1 </dev/null &
  service=$!
  until answers; do
    kill -0 "$service" 2>/dev/null || complain "It ended before /health answered."
    ((SECONDS < limit)) || complain "/health did not answer in time."
    read -r -t 0.05 <> <(:) || true
  done
}

stop() {
  local code=0
  kill "$service"
  wait "$service" || code=$?
  service=''
  ((code == 0)) || complain "It was told to stop and ended with $code."
}

cd "$folder"
ln -s "$root/run" couriarr
start 300 ./couriarr
[[ -f $COURIARR_DATA/couriarr.db ]] || complain "There is no database in $COURIARR_DATA."
[[ $(stat -c %a "$COURIARR_DATA/keys.env") == 600 ]] || complain "The keys in $COURIARR_DATA/keys.env are not their owner's alone."
[[ $(<"$folder/said") == *keys.env* ]] || complain "It did not say where the keys are."
"$root/run" backup >"$folder/copy" 2>&1 || complain "The running service made no copy: $(<"$folder/copy")"
code=0
"$root/run" >"$folder/second" 2>&1 || code=$?
[[ $code == 70 && $(<"$folder/second") == *'already running'* ]] || complain "A second one ended with $code: $(<"$folder/second")"
stop

began=$(date +%s%N)
start 60 "$root/run"
echo "The second start took $((($(date +%s%N) - began) / 1000000)) ms to /health."
[[ $(<"$folder/said") != *Building* ]] || complain "The second start built again."
stop

"$root/run" demo >"$folder/said" 2>&1 </dev/null || complain "The demo ended with $?."
[[ $(tail -n 1 "$folder/said") == 'All of it arrived, byte by byte, in '* ]] || complain "The demo did not say that all arrived."
[[ ! -e $root/artifacts/demo ]] || complain "The demo left $root/artifacts/demo."
