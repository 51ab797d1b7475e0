#!/bin/sh
# Plays df over a disk of a megabyte, on which only ~/scratch lies.
used=$(du -sk "$HOME/scratch" | cut -f 1)
echo "Filesystem 1024-blocks Used Available Capacity Mounted on"
echo "/dev/practice 1024 $used $((1024 - used)) $((used * 100 / 1024))% $HOME"
