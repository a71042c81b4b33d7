#!/bin/sh
# Starts the runtime, $WORKERD, for workers.ts, and writes its process id to $WORKERD_PID_FILE. It ends with the process that
# started it, however that ended: otherwise it would keep the port and the database.
if [ -n "$WORKERD_PID_FILE" ]; then echo $$ > "$WORKERD_PID_FILE"; fi

# By the parent's id, as an ended process exists until its own parent has asked for its exit code. Linux may lack ps, macOS lacks /proc.
parent() {
  if [ -d /proc/self ]; then read -r _ _ _ id _ < /proc/$$/stat && echo "$id"; else ps -o ppid= -p $$ | tr -d ' '; fi
}
(while [ "$(parent)" = "$PPID" ]; do sleep 0.3; done; kill -9 $$) < /dev/null > /dev/null 2>&1 3>&- &

# What it logs goes through log-buffer.ts, so that it never waits for a reader.
directory=$(mktemp -d) && mkfifo "$directory/log"
"$LOG_BUFFER_NODE" "$LOG_BUFFER" < "$directory/log" 3>&- &
exec 4> "$directory/log"
rm -r "$directory"

exec "$WORKERD" "$@" >&4 4>&-
