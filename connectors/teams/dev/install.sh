#!/bin/sh
# Fetches Microsoft's own renderer of Adaptive Cards, by npm, for RendererTest; nothing of it is
# shipped.
set -eu
cd "$(dirname "$0")/.."

version=3.0.6
folder=target/adaptivecards
if [ -f "$folder/package/dist/adaptivecards.js" ]; then
  echo "The renderer of Adaptive Cards is here already."
  exit 0
fi
if ! command -v node > /dev/null || ! command -v npm > /dev/null; then
  echo "install.sh: no node or npm; on Debian, apt-get install nodejs npm" >&2
  exit 1
fi
mkdir -p "$folder"
cd "$folder"
npm pack --silent "adaptivecards@$version" > /dev/null
tar xzf "adaptivecards-$version.tgz"
echo "The renderer of Adaptive Cards is in connectors/teams/$folder."
