#!/bin/sh
# Plays lpstat: `lpstat -o PRINTER` lists the jobs in $HOME/queue/PRINTER.
for word; do printer=$word; done
cat "$HOME/queue/$printer" 2> /dev/null
exit 0
