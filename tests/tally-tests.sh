#!/usr/bin/env bash
# Feeds hand-made result files to the counting of ./test and looks whether it can be fooled.
set -euo pipefail
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/tally.sh"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
wrong=0

# trx TOTAL EXECUTED PASSED [RESULTS]: a result file with these counters, and as many results as it claims or is told.
trx() {
  local i
  echo '<TestRun id="1"><Results>'
  for ((i = 0; i < ${4:-$1}; i++)); do echo '<UnitTestResult testName="A.B" outcome="Passed" />'; done
  echo '</Results>'
  echo '<ResultSummary outcome="Completed">'
  echo "<Counters total=\"$1\" executed=\"$2\" passed=\"$3\" failed=\"0\" notExecuted=\"0\" />"
  echo '</ResultSummary>'
  echo '</TestRun>'
}

# expect WHAT "PASSED FAILED SKIPPED" EXIT_CODE: of the result file on standard input.
expect() {
  local said
  cat >"$folder/result.trx"
  said=$(tally "$folder/result.trx" "$3" 2>/dev/null)
  [[ $said == "$2" ]] && return
  echo "$1: expected '$2', counted '$said'"
  wrong=1
}

says() {
  [[ $2 == *"$3"* ]] && return
  echo "$1: '$3' is not in '$2'"
  wrong=1
}

expect "all pass" "3 0 0" 0 < <(trx 3 3 3)
expect "one fails, whatever the other counters claim" "2 1 0" 1 < <(trx 3 3 2)
expect "one fails, and the runner calls it a success" "2 1 0" 0 < <(trx 3 3 2)
expect "two are skipped" "1 0 2" 0 < <(trx 3 1 1)
expect "one fails and one is skipped" "1 1 1" 1 < <(trx 3 2 1)
expect "all are skipped" "0 0 2" 0 < <(trx 2 0 0)
expect "nothing ran" "0 1 0" 0 < <(trx 0 0 0)
expect "all pass, but the process does not end well" "3 1 0" 3 < <(trx 3 3 3)
expect "fewer results than counted" "3 1 0" 0 < <(trx 3 3 3 2)
expect "more passed than ran" "4 1 0" 0 < <(trx 3 3 4)
expect "no counters" "0 1 0" 0 < <(trx 3 3 3 | sed '/Counters/d')
expect "the file breaks off" "0 1 0" 137 < <(trx 3 3 3 | sed '$d')
expect "the run was aborted" "0 1 0" 1 < <(trx 3 3 3 | sed 's/outcome="Completed"/outcome="Aborted"/')
expect "an empty file" "0 1 0" 0 < <(printf '')
expect "a boast instead of a result file" "0 1 0" 0 < <(printf 'Passed! - Failed: 0, Passed: 3\n')

absent=$(tally "$folder/absent.trx" 134 2>&1)
says "no file at all" "$absent" "exit code 134"
says "no file at all" "$absent" "0 1 0"

cat >"$folder/told.trx" <<'X'
<UnitTestResult testName="A.Breaks(x: &quot;y&quot;)" outcome="Failed">
<Output><ErrorInfo>
  <Message>1 &lt; 2
&amp; so on</Message>
</ErrorInfo></Output>
</UnitTestResult>
<UnitTestResult testName="A.Waits" outcome="NotExecuted">
  <StdOut>needs root</StdOut>
</UnitTestResult>
X
says "the name of a failure" "$(told_by "$folder/told.trx" Failed)" 'A.Breaks(x: "y")'
says "the message of a failure" "$(told_by "$folder/told.trx" Failed)" '1 < 2'
says "its second line" "$(told_by "$folder/told.trx" Failed)" '& so on'
says "the reason of a skip" "$(told_by "$folder/told.trx" NotExecuted)" 'needs root'
[[ $(told_by "$folder/told.trx" NotExecuted) != *Breaks* ]] || { echo "a failure is told as a skip"; wrong=1; }

printf '    A.Hangs [STARTING]\n    A.Ends [STARTING]\n    A.Ends [FINISHED] Time: 0.1s\n' >"$folder/log"
[[ $(left_running "$folder/log") == "    A.Hangs" ]] || { echo "the test that hangs is not named"; wrong=1; }

exit "$wrong"
