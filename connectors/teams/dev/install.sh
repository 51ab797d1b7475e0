#!/bin/sh
# Fetches, by npm, Microsoft's own renderer of Adaptive Cards and its schema of apps' manifests, for
# RendererTest and AppPackageTest; nothing of them is shipped.
set -eu
cd "$(dirname "$0")/.."

folder=target/adaptivecards
renderer=package/dist/adaptivecards.js
schema=package/build/json-schemas/teams/v1.22/MicrosoftTeams.schema.json

# Takes one file out of a package: package version tarball file
take() {
  [ -f "$4" ] && return
  npm pack --silent "$1@$2" > /dev/null
  tar xzf "$3-$2.tgz" "$4"
}

if [ -f "$folder/$renderer" ] && [ -f "$folder/$schema" ]; then
  echo "The renderer of Adaptive Cards and the schema of manifests are here already."
  exit 0
fi
if ! command -v node > /dev/null || ! command -v npm > /dev/null; then
  echo "install.sh: no node or npm; on Debian, apt-get install nodejs npm" >&2
  exit 1
fi
mkdir -p "$folder"
cd "$folder"
take adaptivecards 3.0.6 adaptivecards "$renderer"
take @microsoft/app-manifest 1.1.2 microsoft-app-manifest "$schema"
echo "The renderer of Adaptive Cards and the schema of manifests are in connectors/teams/$folder."
