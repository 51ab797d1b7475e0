#!/bin/sh
# Plays cancel: `cancel -a PRINTER` empties $HOME/queue/PRINTER.
for word; do printer=$word; done
rm -f "$HOME/queue/$printer"
