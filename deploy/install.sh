#!/usr/bin/env bash
# Installs Couriarr from the folder of an unpacked release as a service of systemd, or a newer version over an older one.
#   ./install.sh              as root, on Debian or Ubuntu
#   ./install.sh --root DIR   puts the files below DIR and changes nothing else: for packagers
set -euo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
root=
case "${1:-}" in
  --root) root=${2:?--root wants a folder} ;;
  "") ;;
  *) sed -n '2,4p' "$0"; exit 78 ;;
esac

refuse() {
  echo "$*" >&2
  exit 78
}

[[ -x $here/Couriarr ]] || refuse "There is no program beside this script. Unpack a release (couriarr-VERSION-linux-x64.tar.gz) and run its install.sh."
[[ -n $root || $EUID -eq 0 ]] || refuse "Installing a service wants root: sudo ./install.sh"

if [[ -z $root ]]; then
  if command -v apt-get >/dev/null; then
    apt-get install -y --no-install-recommends rsync openssh-client libsqlite3-0 tzdata util-linux
  else
    echo "Install rsync, SQLite 3, tzdata and util-linux with your package manager if they are missing."
  fi
  getent group couriarr >/dev/null || groupadd --system couriarr
  getent passwd couriarr >/dev/null || useradd --system --gid couriarr --home-dir /var/lib/couriarr --shell /usr/sbin/nologin couriarr
fi

# Beside the old one and swapped by a rename: a service that runs keeps its file until it is restarted.
install -d -m 0755 "$root/opt/couriarr" "$root/usr/local/bin" "$root/etc/systemd/system"
install -m 0755 "$here/Couriarr" "$root/opt/couriarr/Couriarr.new"
mv -f "$root/opt/couriarr/Couriarr.new" "$root/opt/couriarr/Couriarr"
install -m 0644 "$here/README.md" "$here/config.example.yaml" "$root/opt/couriarr/"
install -m 0644 "$here/couriarr.service" "$root/etc/systemd/system/couriarr.service"
ln -sfn /opt/couriarr/Couriarr "$root/usr/local/bin/couriarr"

# What you set is yours: it is written once.
install -d -m 0750 "$root/etc/couriarr"
[[ -e $root/etc/couriarr/config.yaml ]] || printf '%s\n' \
  '# All options with their defaults: /opt/couriarr/config.example.yaml. After a change: systemctl restart couriarr' \
  >"$root/etc/couriarr/config.yaml"

[[ -z $root ]] || exit 0
chown -R root:couriarr /etc/couriarr
systemctl daemon-reload
systemctl enable couriarr
systemctl restart couriarr
echo "Couriarr runs. The code for your first visit: journalctl -u couriarr -n 20"
