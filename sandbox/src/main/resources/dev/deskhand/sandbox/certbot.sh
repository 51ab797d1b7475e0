#!/bin/sh
# Plays certbot: `certbot renew --cert-name NAME --force-renewal --reuse-key` issues $HOME/tls/NAME.pem anew.
name=
while [ $# -gt 0 ]; do
  if [ "$1" = --cert-name ]; then name=$2; fi
  shift
done
file=$HOME/tls/$name.pem
if [ -z "$name" ] || [ ! -f "$file" ]; then
  echo "No certificate found with name $name" >&2
  exit 1
fi
read -r text < "$file"
echo "certificate of $name, issue $((${text##* } + 1))" > "$file.new" && mv "$file.new" "$file"
echo "Successfully renewed $name"
