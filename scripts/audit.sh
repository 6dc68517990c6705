#!/usr/bin/env bash
# Asks the package feed for known weaknesses in what Couriarr is made of. A feed that knows of none at all says the same as one
# that finds nothing, so it is first asked about a package whose weakness everybody knows.
# Exit codes: 0 nothing known, 1 something known, 3 the feed cannot say.
set -euo pipefail

here=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
readonly CANARY=Newtonsoft.Json CANARY_VERSION=12.0.3 CANARY_ADVISORY=GHSA-5crp-9r3c-p9vr
readonly AUDIT=(-p:NuGetAudit=true -p:NuGetAuditMode=all -p:NuGetAuditLevel=low --force)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Lines of the build that name a weakness, once each.
weaknesses() { grep -Eo '(warning|error) NU190[1-4]: .*' | sed 's/^[a-z]* //; s/ \[[^]]*\]$//' | sort -u; }

ask() { dotnet restore "$@" "${AUDIT[@]}" -p:TreatWarningsAsErrors=false -p:WarningsAsErrors= 2>&1; }

cat >"$scratch/canary.csproj" <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageReference Include="$CANARY" Version="$CANARY_VERSION" /></ItemGroup>
</Project>
PROJECT

if ! ask "$scratch/canary.csproj" | weaknesses | grep -q "$CANARY"; then
  echo "audit not available: this feed does not know that $CANARY $CANARY_VERSION is vulnerable ($CANARY_ADVISORY), so its silence about ours says nothing."
  exit 3
fi

answer=$(ask "$here/Couriarr.slnx") || {
  printf '%s\n' "$answer" "audit not available: the packages could not be restored."
  exit 3
}
if found=$(weaknesses <<<"$answer"); then
  printf '%s\n' "$found"
  exit 1
fi
echo "No weakness is known in any package (the feed knows the canary)."
