# Reads what strace -f -y wrote. An id was written when it stands in a page of the WAL, is safe when the next sync of the
# WAL by the same thread has returned, and is acknowledged when an ack with it is handed to a socket.
/roomcast.db-wal>/ && /pwrite64\(/ {
  writer = $1
  rest = $0
  while (match(rest, /<(one|many)-[0-9]+>/)) {
    id = substr(rest, RSTART + 1, RLENGTH - 2)
    if (!(id in safe)) fresh[id] = 1
    rest = substr(rest, RSTART + RLENGTH)
  }
}
$1 == writer && /f(data)?sync\(.*roomcast.db-wal>/ {
  syncing = 1
  if (/= 0$/) synced()
}
$1 == writer && syncing && /<... f(data)?sync resumed>.*= 0$/ { synced() }
/roomcast.db.mark>/ && /pwrite64\(/ { commits++ }
/(write|writev|sendto)\([0-9]+<(socket|TCP)/ && match($0, /\{\\"ack\\":\\"(one|many)-[0-9]+/) {
  id = substr($0, RSTART, RLENGTH)
  sub(/.*"/, "", id)
  acks++
  if (id in safe) within[safe[id]]++
  else { early++; print "acknowledged before its sync: " id ", line " NR }
}
function synced(id, any) {
  syncing = 0
  all++
  for (id in fresh) { any = 1; safe[id] = syncs + 1 }
  if (any) syncs++
  split("", fresh)
}
END {
  for (group in within) { used++; if (within[group] > largest) largest = within[group] }
  printf "%d acks, %d of them before their sync; %d groups of publishes, the largest of %d, with %d syncs; %d commits in all, with %d syncs\n",
    acks, early, used, largest, syncs, commits, all
  exit early > 0 || acks == 0 || syncs != used
}
