#!/usr/bin/env bash
# Makes a release of what is committed, into artifacts/release: the portable build, one file for linux-x64, what they are made of (SBOM), and checksums.
# The version is the tag's (v1.2.3), else that of Directory.Build.props with the commit. The same commit gives the same bytes, wherever it is built.
#   scripts/release.sh            all of it; some minutes
#   scripts/release.sh version    only says which version it would be
set -euo pipefail

here=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
source "$here/scripts/machine.sh"
out=$here/artifacts/release
cd "$here"

version=$(git describe --tags --exact-match --match 'v[0-9]*' 2>/dev/null | sed 's/^v//' || true)
[[ -n $version ]] || version=$(sed -n 's/.*<Version>\(.*\)<\/Version>.*/\1/p' Directory.Build.props)-$(git rev-parse --short=12 HEAD)
if [[ $version != *-* ]] && ! grep -qF "## $version" CHANGELOG.md; then
  say "CHANGELOG.md says nothing of $version. Write what changed, commit, and set the tag again."
  exit "$MACHINE_IS_WRONG"
fi
case ${1:-} in
  version) echo "$version" && exit ;;
  '') ;;
  *) sed -n '2,5p' "$0" >&2 && exit "$MACHINE_IS_WRONG" ;;
esac

need_packages git jq || exit
need_sdk || exit
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/source" "$work/one" "$work/portable"
# What is committed and nothing else; where it lies must not be seen in what the compiler writes.
git archive HEAD | tar -x -C "$work/source"
cd "$work/source"
program=src/Couriarr/Couriarr.csproj
common=(-c Release -v quiet "-p:Version=$version" -p:ContinuousIntegrationBuild=true -p:Deterministic=true "-p:PathMap=$work/source=/couriarr" -p:DebugType=none -p:RunAnalyzers=false)

say "Building $version for every platform ..."
dotnet publish "$program" "${common[@]}" -o "$work/portable"
cp src/Couriarr/packages.lock.json "$work/lock.json"

say "Building $version for linux-x64 ..."
# A build for one platform restores more than the lock files name; the versions are those of Directory.Packages.props all the same.
find . -name packages.lock.json -delete
find src \( -name obj -o -name bin \) -type d -prune -exec rm -rf {} +
dotnet publish "$program" "${common[@]}" -r linux-x64 --self-contained -p:PublishSingleFile=true -p:PublishReadyToRun=true -o "$work/one"
[[ $("$work/one/Couriarr" --version) == "$version" ]] || { say "The program does not call itself $version." && exit "$SOMETHING_FAILED"; }

jq -n --arg version "$version" --arg time "$(date -u -d "@$SOURCE_DATE_EPOCH" +%FT%TZ)" \
  --slurpfile lock "$work/lock.json" --slurpfile assets src/Couriarr/obj/project.assets.json -f scripts/sbom.jq >"$work/sbom.json"

# pack NAME FILE...: the same files give the same bytes.
pack() {
  local name=$1
  shift
  mkdir -p "$work/$name"
  cp -r "$@" README.md CHANGELOG.md config.example.yaml docs deploy "$work/$name/"
  tar -C "$work" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --mode=u+rw,go+r,go-w -c "$name" | gzip -n -9 >"$out/$name.tar.gz"
}

rm -rf "$out"
mkdir -p "$out"
pack "couriarr-$version-portable" "$work/portable/."
pack "couriarr-$version-linux-x64" "$work/one/Couriarr" deploy/install.sh deploy/systemd/couriarr.service
cp "$work/sbom.json" "$out/couriarr-$version.cdx.json"
(cd "$out" && sha256sum -- *.tar.gz *.json >SHA256SUMS)
say "Made $version:"
cat "$out/SHA256SUMS"
