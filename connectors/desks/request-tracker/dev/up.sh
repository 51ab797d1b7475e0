#!/bin/sh
# up.sh [DIRECTORY]: runs a Request Tracker on 127.0.0.1 in the foreground until it is interrupted;
# makes it first where DIRECTORY (default /var/tmp/deskhand-rt) holds none. It reads
#   DESKHAND_RT_PORT         the port, 8088 unless said otherwise
#   DESKHAND_WEBHOOK_URL     where the scrip posts to; without it nothing is posted
#   DESKHAND_WEBHOOK_SECRET  the key that signs what it posts
set -eu

here=$(cd "$(dirname "$0")" && pwd)
directory=${1:-/var/tmp/deskhand-rt}
[ -s "$directory/rt.properties" ] || "$here/reset.sh" "$directory"
directory=$(cd "$directory" && pwd)

export DESKHAND_RT_DIR="$directory" RT_SITE_CONFIG="$directory/RT_SiteConfig.pm" RT_SITE_CONFIG_DIR="$directory/none"
port=${DESKHAND_RT_PORT:-8088}
unprivileged=
if [ "$(id -u)" -eq 0 ]; then
  unprivileged='setpriv --reuid=www-data --regid=www-data --init-groups'
fi
echo "Request Tracker: http://127.0.0.1:$port (agent / agent-secret, root / password)"
exec $unprivileged /usr/share/request-tracker5/libexec/rt-server \
  --server Starlet --host 127.0.0.1 --port "$port" --max-workers "${DESKHAND_RT_WORKERS:-3}"
