#!/bin/sh
# Puts a Keycloak where the tests look for one: into the user's cache, nothing else is touched.
# It is fetched by Maven, as every dependency is. Tests start and stop it themselves.
set -eu

version=26.7.3
folder="${XDG_CACHE_HOME:-$HOME/.cache}/deskhand"
home="$folder/keycloak-$version"

if [ -x "$home/bin/kc.sh" ]; then
  echo "Keycloak $version is installed already: $home"
  exit 0
fi
mkdir -p "$folder"
draft=$(mktemp -d "$folder/keycloak.XXXXXX")
trap 'rm -rf "$draft"' EXIT
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy \
  "-Dartifact=org.keycloak:keycloak-quarkus-dist:$version:tar.gz" "-DoutputDirectory=$draft"
tar -xzf "$draft/keycloak-quarkus-dist-$version.tar.gz" -C "$draft"
mv "$draft/keycloak-$version" "$home"
echo "Keycloak $version is installed: $home"
