#!/bin/sh
# Installs Request Tracker 5 from Debian's packages (Debian 12 or newer), as root. Nothing is
# started, no database is made and no system-wide configuration is written: up.sh keeps all of that
# in a directory of its own.
set -eu

if [ -x /usr/share/request-tracker5/libexec/rt-server ] && command -v rt-setup-database-5 > /dev/null; then
  echo "Request Tracker 5 is installed already."
  exit 0
fi
if [ "$(id -u)" -ne 0 ]; then
  echo "install.sh: packages are installed as root; try: sudo $0" >&2
  exit 1
fi

export DEBIAN_FRONTEND=noninteractive
patience='-o DPkg::Lock::Timeout=300 -qq'

# Unless told otherwise, the packages would set up a database and a web server for the whole machine.
apt-get $patience update
debconf-set-selections << 'ANSWERS'
request-tracker5 request-tracker5/dbconfig-install boolean false
request-tracker5 request-tracker5/handle-siteconfig-permissions boolean true
request-tracker5 request-tracker5/rtname string deskhand.test
request-tracker5 request-tracker5/organization string deskhand.test
request-tracker5 request-tracker5/webbaseurl string http://127.0.0.1:8088
ANSWERS

# Debian asks this file whether a package may start its service; ours stays only while installing.
policy=/usr/sbin/policy-rc.d
ours=no
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' > "$policy"
  chmod 755 "$policy"
  ours=yes
fi
trap '[ "$ours" = no ] || rm -f "$policy"' EXIT

apt-get $patience install -y --no-install-recommends \
  request-tracker5 rt5-db-sqlite rt5-standalone msmtp-mta libjson-perl libwww-perl > /dev/null
echo "Request Tracker 5 is installed; up.sh starts one."
