# Runs on the host: as the one command that is ever sent, inside single quotes (so it has none
# itself, and begins no line with an exclamation mark). POSIX sh; everything that varies comes on
# standard input, and "end" proves that all of it arrived. A word of the command is a line, in which
# printf's %b finds every byte that is neither letter nor digit as \0 and three octal digits.
#
# What the wrapper says goes to standard error; standard output is the command's, both streams of
# it, and nothing else after the first word said there.
#
# A change is claimed before it is made: the claim is a hard link, which only one can make, and it
# appears with its content at once. Whoever asks about a change that nobody claimed claims it as
# cancelled, so that it cannot begin any more.
umask 077
say() { printf "deskhand: %s\n" "$1" >&2; }
IFS= read -r verb && IFS= read -r key && IFS= read -r attempt && IFS= read -r become &&
  IFS= read -r count
case $count in "" | *[!0-9]*) say "refused the request"; exit 64 ;; esac
set --
while [ "$count" -gt 0 ] && IFS= read -r line; do
  case $line in *[!A-Za-z0-9\\]* | *\\[!0]*) say "refused a word"; exit 64 ;; esac
  word=$(printf "%b_" "$line")
  set -- "$@" "${word%_}"
  count=$((count - 1))
done
IFS= read -r end
if [ "$end" != end ]; then say "refused the request was cut short"; exit 64; fi
case $key in "" | [!A-Za-z0-9]* | *[!A-Za-z0-9._-]*) say "refused the key"; exit 64 ;; esac
case $attempt in "" | *[!0-9]*) say "refused the attempt"; exit 64 ;; esac
if [ -z "$HOME" ]; then say "refused to work without a home directory"; exit 64; fi
dir=$HOME/.deskhand/$key
claim=$dir/$attempt.claim

# By env, so that the first word is a program and never a word of this shell.
as_asked() {
  case $become in
    sudo) sudo -n -- "$@" ;;
    *) env "$@" ;;
  esac
}

# The boot that a process number belongs to, and when the process began: numbers are used again.
boot() {
  if IFS= read -r id < /proc/sys/kernel/random/boot_id; then echo "$id"; else echo "-"; fi
} 2> /dev/null
began() {
  if IFS= read -r stat < "/proc/$1/stat"; then
    stat=${stat##*) }
    set -- $stat
    case $1 in
      Z | X) echo ended ;;
      *) echo "${20}" ;;
    esac
  else
    echo "-"
  fi
} 2> /dev/null
alive() {
  [ "$3" = "$(boot)" ] && [ "$2" = "$(began "$1")" ] && kill -0 "$1"
} 2> /dev/null

take_claim() {
  printf "%s\n" "$1" > "$claim.$$" && ln "$claim.$$" "$claim" 2> /dev/null
  taken=$?
  rm -f "$claim.$$"
  return "$taken"
}
show_output() { dd if="$dir/$attempt.out" bs=65536 count=1 2> /dev/null; }

case $verb in
  look)
    echo "deskhand: output"
    as_asked "$@" 2>&1 < /dev/null
    say "ran $?"
    ;;
  act)
    # What began goes on when the connection breaks.
    trap : HUP PIPE
    find "$HOME/.deskhand/." ! -name . -prune -type d -mtime +7 -exec rm -rf {} + 2> /dev/null
    mkdir -p "$dir" 2> /dev/null
    if take_claim "run $$ $(began $$) $(boot)" 2> /dev/null; then
      sync "$claim" "$dir" 2> /dev/null
      echo "deskhand: output"
      {
        as_asked "$@" 2>&1 < /dev/null
        printf "%s\n" "$?" > "$dir/$attempt.ended" && mv "$dir/$attempt.ended" "$dir/$attempt.exit"
      } | (trap "" PIPE; exec tee "$dir/$attempt.out" 2> /dev/null)
      if read -r code < "$dir/$attempt.exit" 2> /dev/null; then say "ran $code"; fi
    elif word= && read -r word rest < "$claim" 2> /dev/null && [ "$word" = cancelled ]; then
      say cancelled
    elif [ -n "$word" ]; then
      say claimed
    else
      say "refused because no marker can be made in $dir"
    fi
    ;;
  probe)
    mkdir -p "$dir" 2> /dev/null
    if take_claim cancelled 2> /dev/null; then
      sync "$claim" "$dir" 2> /dev/null
      say cancelled
    elif word= && read -r word pid start boot < "$claim" 2> /dev/null; then
      # Alive is looked for first: what ends in between has left its exit code.
      going=no
      if [ "$word" = run ] && alive "$pid" "$start" "$boot"; then going=yes; fi
      if [ "$word" = cancelled ]; then
        say cancelled
      elif read -r code < "$dir/$attempt.exit" 2> /dev/null; then
        echo "deskhand: output"
        show_output
        say "ran $code"
      elif [ "$going" = yes ]; then
        say running
      else
        say lost
      fi
    else
      say "refused because no marker can be made in $dir"
    fi
    ;;
  put)
    # What follows on standard input is the content of the file that the second word names;
    # the first is its SHA-256. It takes its place at once, or not at all.
    echo "deskhand: output"
    # Another that takes over may come while this still writes.
    new=$2.deskhand-$key-$attempt-$$
    sum() { as_asked sha256sum -- "$1" 2> /dev/null < /dev/null | cut -c 1-64; }
    if [ "$(sum "$2")" = "$1" ]; then
      cat > /dev/null
      echo same
      say "ran 0"
    elif { as_asked cp -p -- "$2" "$new" 2> /dev/null < /dev/null; as_asked tee -- "$new"; } 2>&1 > /dev/null &&
      [ "$(sum "$new")" = "$1" ]; then
      as_asked mv -f -- "$new" "$2" 2>&1 < /dev/null
      say "ran $?"
    else
      as_asked rm -f -- "$new" 2> /dev/null < /dev/null
      say "ran 1"
    fi
    ;;
  *) say "refused the verb"; exit 64 ;;
esac
