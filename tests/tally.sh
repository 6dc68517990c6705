# Counts what a test run did, from its TRX file and its exit code. Believes no run that did not end properly.

# tally TRX EXIT_CODE: prints "passed failed skipped", and on standard error why a run as a whole counts as failed.
tally() {
  local trx=$1 code=$2 total executed passed failed skipped written
  read -r total executed passed written < <(counters_of "$trx") || true
  if [[ -z $total ]]; then
    echo "The run left no finished result file (exit code $code): it crashed or was stopped." >&2
    echo "0 1 0"
    return
  fi
  failed=$((executed - passed))
  skipped=$((total - executed))
  if ((total == 0)); then
    echo "The run was empty." >&2
    failed=1
  elif ((total != written || failed < 0 || skipped < 0)); then
    echo "The result file contradicts itself: $written results, but total $total, executed $executed, passed $passed." >&2
    ((failed > 0)) || failed=1
  elif ((failed == 0 && code != 0)); then
    echo "Every test passed, yet the run ended with exit code $code." >&2
    failed=1
  fi
  echo "$passed $failed $skipped"
}

# Prints "total executed passed results" of a TRX file that ends as it should, and nothing of any other.
counters_of() {
  [[ -s $1 ]] || return 0
  awk '
    function number(name,    at) {
      at = match($0, " " name "=\"[0-9]+\"")
      return at ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : ""
    }
    /<UnitTestResult / { results++ }
    /<ResultSummary outcome="(Completed|Failed)"/ { summed = 1 }
    summed && /<Counters / { total = number("total"); executed = number("executed"); passed = number("passed") }
    /<\/TestRun>/ { ended = 1 }
    END { if (ended && total != "" && executed != "" && passed != "") print total, executed, passed, results + 0 }
  ' "$1"
}

# told_by TRX OUTCOME: each test with that outcome (Failed, NotExecuted) and what it said, indented.
told_by() {
  awk -v wanted="$2" '
    function plain(text) {
      gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&quot;/, "\"", text); gsub(/&#x[AD];/, " ", text)
      gsub(/&apos;/, "\047", text); gsub(/&amp;/, "\\&", text); gsub(/\\"/, "\"", text)
      return text
    }
    /<UnitTestResult / {
      telling = index($0, " outcome=\"" wanted "\"") > 0
      if (telling && match($0, /testName="[^"]*"/)) print "  " plain(substr($0, RSTART + 10, RLENGTH - 11))
    }
    telling && /<(Message|StdOut|StackTrace)>/ { saying = 1 }
    saying {
      line = $0
      sub(/^ *<(Message|StdOut|StackTrace)>/, "", line)
      ended = sub(/<\/(Message|StdOut|StackTrace)>.*/, "", line)
      if (line != "") print "      " plain(line)
      if (ended) saying = 0
    }
    /<\/UnitTestResult>/ { telling = saying = 0 }
  ' "$1"
}

# left_running LOG: the tests that a verbose log saw start but not end.
left_running() {
  awk '/ \[STARTING\]$/ { sub(/ \[STARTING\]$/, ""); open[$0] = 1 }
       / \[FINISHED\] Time: / { sub(/ \[FINISHED\] Time: .*/, ""); delete open[$0] }
       END { for (test in open) print test }' "$1"
}
