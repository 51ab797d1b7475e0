#!/bin/sh
# Plays systemctl over files: $HOME/services/NAME holds the state, and each restart adds the name to
# $HOME/restarts.log. Exit codes are those of systemctl(1): 3 not running, 4 and 5 no such unit.
verb=
name=
for word; do
  case $word in
    -*) ;;
    *) if [ -z "$verb" ]; then verb=$word; else name=${word%.service}; fi ;;
  esac
done
if [ -z "$verb" ] || [ -z "$name" ]; then
  echo "usage: systemctl restart|start|stop|status|is-active NAME" >&2
  exit 1
fi
case $name in
  .* | */*) echo "Invalid unit name \"$name\"." >&2; exit 1 ;;
esac
unit=$HOME/services/$name
if [ ! -f "$unit" ]; then
  case $verb in
    is-active) echo inactive; exit 4 ;;
    status) echo "Unit $name.service could not be found." >&2; exit 4 ;;
    *) echo "Failed to $verb $name.service: Unit $name.service not found." >&2; exit 5 ;;
  esac
fi

# A service that is broken, or whose current release is, does not come up.
comes_up() {
  [ ! -f "$unit.broken" ] && { [ "$name" != web ] || [ ! -f "$HOME/shop/current/broken" ]; }
}

put() {
  echo "$1" > "$unit.new.$$" && mv "$unit.new.$$" "$unit"
}

case $verb in
  restart)
    echo "$name" >> "$HOME/restarts.log"
    if comes_up; then put active; else put failed; fi ;;
  start)
    if comes_up; then put active; else put failed; fi ;;
  stop) put inactive ;;
  is-active)
    read -r state < "$unit"
    echo "$state"
    [ "$state" = active ] || exit 3 ;;
  status)
    read -r state < "$unit"
    echo "$name.service - practice service"
    echo "     Active: $state"
    [ "$state" = active ] || exit 3 ;;
  *) echo "Unknown command verb $verb." >&2; exit 1 ;;
esac
