#!/bin/sh
# reset.sh [DIRECTORY]: makes a fresh Request Tracker in DIRECTORY (default /var/tmp/deskhand-rt):
# an empty database, the people of people.pl, the project's scrip. Its server must be stopped.
# DIRECTORY/rt.properties then says the people's ids and tokens. root's password is "password".
set -eu
umask 077

here=$(cd "$(dirname "$0")" && pwd)
directory=${1:-/var/tmp/deskhand-rt}
setup=$(command -v rt-setup-database-5 || command -v /usr/sbin/rt-setup-database-5) || {
  echo "reset.sh: Request Tracker 5 is not installed; run $here/install.sh" >&2
  exit 1
}

if [ -e "$directory" ] && [ ! -e "$directory/RT_SiteConfig.pm" ] && [ -n "$(ls -A "$directory")" ]; then
  echo "reset.sh: $directory holds something else; name an empty or a new directory" >&2
  exit 1
fi
mkdir -p "$directory"
directory=$(cd "$directory" && pwd)
rm -rf "$directory/rtdb" "$directory/rtdb-journal" "$directory/rt.properties" "$directory/mason" "$directory/sessions"
mkdir "$directory/mason" "$directory/sessions"
cp "$here/RT_SiteConfig.pm" "$here/people.pl" "$here/../deskhand-scrip.pl" "$directory/"

export DESKHAND_RT_DIR="$directory" RT_SITE_CONFIG="$directory/RT_SiteConfig.pm" RT_SITE_CONFIG_DIR="$directory/none"
report="$directory/setup.log"
for step in "--action init" \
  "--action insert --datafile $directory/people.pl" \
  "--action insert --datafile $directory/deskhand-scrip.pl"; do
  # $step is several arguments; the directory's name must not hold blanks.
  "$setup" $step --skip-create >> "$report" 2>&1 || {
    echo "reset.sh: rt-setup-database $step failed; see $report" >&2
    exit 1
  }
done

# As root the server gives up its privileges, so what it writes belongs to the web server's user.
if [ "$(id -u)" -eq 0 ]; then
  chown -R www-data:www-data "$directory"
fi
