#!/bin/sh
# KEY ATTEMPT EPOCH SENDER: what runbooks do on the company's host. What is done is a line in
# "effects". How the host is just now comes as MOOD.
set -eu

# As when the memory is full: whoever began this is killed, and leaves no word of how it ended.
fall() {
  read -r _word shell _rest < ".deskhand/$1/$2.claim"
  kill -9 "$shell" "$PPID"
  exit 1
}

case $MOOD in
  refuses)
    echo "there is no such thing"
    exit 3
    ;;
  falls-before) fall "$@" ;;
  takes-long) sleep 3 ;;
esac
echo "$*" >> effects
case $MOOD in
  falls-after) fall "$@" ;;
esac
