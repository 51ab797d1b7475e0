#!/bin/sh
# Plays logrotate: the configuration /etc/logrotate.d/NAME stands for $HOME/logs/NAME.log.
for word; do file=$word; done
log=$HOME/logs/${file##*/}.log
if [ ! -f "$log" ]; then
  echo "error: cannot stat $file: No such file or directory" >&2
  exit 1
fi
mv "$log" "$log.1" && : > "$log"
