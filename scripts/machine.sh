# What ./run and ./test need of the machine. Sourced by both; expects $here, the folder of the repository.

readonly MACHINE_IS_WRONG=78 SOMETHING_FAILED=70
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# No compiler or build server stays behind on somebody's home server, or holds the output of a CI step open.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false

say() { printf '%s\n' "$*" >&2; }

# quietly WHAT COMMAND...: runs it out of sight, shows all it said when it fails.
quietly() {
  local what=$1 log status=0
  shift
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null || status=$?
  if ((status)); then
    cat "$log" >&2
    say "$what failed (exit code $status); what it said is above."
  fi
  rm -f "$log"
  return "$status"
}

# missing_of PACKAGE...: those that are not installed. On a system without dpkg nobody can tell: none.
missing_of() {
  command -v dpkg-query >/dev/null || return 0
  local package
  for package; do
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || printf '%s\n' "$package"
  done
}

# need_packages PACKAGE...: installs what is missing when it may, else names the one command that does.
need_packages() {
  local missing
  mapfile -t missing < <(missing_of "$@")
  ((${#missing[@]})) || return 0
  if ((EUID)); then
    say "Missing on this machine: ${missing[*]}. Type: sudo apt-get install -y ${missing[*]}"
    return "$MACHINE_IS_WRONG"
  fi
  say "Installing ${missing[*]} ..."
  quietly "apt-get update" apt-get update || return "$SOMETHING_FAILED"
  DEBIAN_FRONTEND=noninteractive quietly "apt-get install" apt-get install -y --no-install-recommends "${missing[@]}" \
    || return "$SOMETHING_FAILED"
}

# Finds a dotnet that a user installed without root, too.
need_dotnet() {
  command -v dotnet >/dev/null && return 0
  local folder
  for folder in "${DOTNET_ROOT:-}" "$HOME/.dotnet" /usr/share/dotnet /usr/lib/dotnet; do
    if [[ -n $folder && -x $folder/dotnet ]]; then
      export DOTNET_ROOT=$folder PATH=$folder:$PATH
      return 0
    fi
  done
  say_how_to_get_the_sdk
}

need_sdk() {
  need_dotnet || return
  dotnet --list-sdks | grep '^10\.' >/dev/null || say_how_to_get_the_sdk
}

say_how_to_get_the_sdk() {
  say "The .NET 10 SDK is missing. Get it without root by"
  say "  curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0"
  say "or as a package by https://learn.microsoft.com/dotnet/core/install/linux-debian, then start this again."
  return "$MACHINE_IS_WRONG"
}
