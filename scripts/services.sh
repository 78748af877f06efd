#!/usr/bin/env bash
# A private Postgres, a private Redis and a Chromium for the tests, each left alone by whatever else runs here.
#
#   eval "$(scripts/services.sh start)"   installs what is missing (Debian, as root), starts, prints the exports
#   scripts/services.sh start --durable   the same with a Postgres that waits for the disk, as an installation's does: to measure it
#   scripts/services.sh stop              stops what start started, and deletes its data
#
# WHEELHOUSE_SERVICES names their folder; two sets side by side need two.
set -euo pipefail

dir=${WHEELHOUSE_SERVICES:-${TMPDIR:-/tmp}/wheelhouse-services-$(id -u)}
pg_bin=/usr/lib/postgresql/15/bin
pg_user=postgres

main() {
  case "$*" in
    start) start off ;;
    'start --durable') start on ;;
    stop) stop ;;
    *) fail "Usage: $0 start [--durable]|stop" ;;
  esac
}

start() {
  local waits=$1
  if [ -f "$dir/exports" ] && running pg/postmaster.pid postgres && running redis.pid redis-server; then
    cat "$dir/exports"
    return
  fi
  install_missing >&2
  stop
  mkdir -p "$dir"
  chmod 755 "$dir" # the postgres user must be able to pass through
  trap stop EXIT # half a set is none
  start_postgres "$waits" >&2
  start_redis >&2
  write_exports
  trap - EXIT
  cat "$dir/exports"
}

stop() {
  [ -d "$dir" ] || return 0
  end pg/postmaster.pid postgres INT # a fast shutdown
  end redis.pid redis-server TERM
  rm -rf "$dir"
}

# --- what is installed ---

install_missing() {
  local packages=()
  [ -x "$pg_bin/postgres" ] || packages+=(postgresql-15)
  command -v redis-server >/dev/null || packages+=(redis-server)
  command -v chromium >/dev/null || packages+=(chromium)
  [ ${#packages[@]} -gt 0 ] || return 0
  [ "$(id -u)" = 0 ] || fail "Missing: ${packages[*]}. Install them, or run this once as root on Debian."
  # RUNLEVEL=1 keeps the packages from starting servers of their own.
  export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1
  local apt=(apt-get -y -q -o Acquire::Retries=3 -o DPkg::Lock::Timeout=120)
  retry "${apt[@]}" update
  retry "${apt[@]}" install --no-install-recommends "${packages[@]}"
}

retry() {
  local attempt
  for attempt in 1 2 3 4; do
    "$@" </dev/null && return
    echo "services: attempt $attempt failed: $*" >&2
    sleep $((attempt * 5))
  done
  fail "Gave up after 4 attempts: $*"
}

# --- Postgres ---

# Nobody crashes this server, so nothing is lost by not waiting for the disk at each commit: tests that crash one have their own. It does
# write to it, as the doctor asks of every server.
start_postgres() {
  local waits=$1
  pg_password=$(random)
  pg_port=$(free_port)
  mkdir "$dir/pg"
  (umask 077 && printf '%s' "$pg_password" >"$dir/pg.password")
  if [ "$(id -u)" = 0 ]; then chown "$pg_user" "$dir/pg" "$dir/pg.password"; fi
  as_pg "$pg_bin/initdb" --pgdata="$dir/pg" --username=wheelhouse --pwfile="$dir/pg.password" \
    --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --no-sync --no-instructions >/dev/null
  as_pg "$pg_bin/pg_ctl" start --silent --wait --timeout=60 --pgdata="$dir/pg" --log="$dir/pg/server.log" \
    --options="-p $pg_port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200 -c fsync=on -c synchronous_commit=$waits" ||
    fail "Postgres did not start: $(tail -n 5 "$dir/pg/server.log" 2>/dev/null)"
}

# Postgres refuses to run as root.
as_pg() {
  if [ "$(id -u)" = 0 ]; then
    (cd / && setpriv --reuid="$pg_user" --regid="$pg_user" --init-groups "$@")
  else
    "$@"
  fi
}

# --- Redis ---

start_redis() {
  redis_password=$(random)
  redis_port=$(free_port)
  mkdir "$dir/redis"
  (
    umask 077
    cat >"$dir/redis.conf" <<CONF
bind 127.0.0.1
port $redis_port
requirepass $redis_password
appendonly yes
maxmemory-policy noeviction
dir $dir/redis
pidfile $dir/redis.pid
logfile $dir/redis/server.log
daemonize yes
CONF
  )
  redis-server "$dir/redis.conf"
  local attempt
  for attempt in $(seq 100); do
    if REDISCLI_AUTH=$redis_password redis-cli -h 127.0.0.1 -p "$redis_port" ping 2>/dev/null | grep -q PONG; then return; fi
    sleep 0.1
  done
  fail "Redis did not answer within 10 s: $(tail -n 5 "$dir/redis/server.log" 2>/dev/null)"
}

# --- both ---

write_exports() {
  (
    umask 077
    cat >"$dir/exports" <<EXPORTS
export TEST_DATABASE_URL=postgres://wheelhouse:$pg_password@127.0.0.1:$pg_port/postgres
export TEST_REDIS_URL=redis://default:$redis_password@127.0.0.1:$redis_port
export TEST_CHROMIUM=$(command -v chromium)
EXPORTS
  )
}

# The pid in a file counts only while it is the program that wrote it: pids are used again. A zombie has ended.
# From /proc, since a small Debian has no ps.
running() {
  local pid
  pid=$(head -n 1 "$dir/$1" 2>/dev/null) && [ -n "$pid" ] &&
    [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = "$2" ] && ! grep -q '^State:.Z' "/proc/$pid/status" 2>/dev/null
}

end() {
  running "$1" "$2" || return 0
  local pid attempt
  pid=$(head -n 1 "$dir/$1")
  kill -s "$3" "$pid" 2>/dev/null || return 0
  for attempt in $(seq 150); do
    running "$1" "$2" || return 0
    sleep 0.1
  done
  echo "services: $2 ($pid) did not end within 15 s: killed" >&2
  kill -s KILL "$pid" || true
}

random() { head -c 18 /dev/urandom | od -An -tx1 | tr -d ' \n'; }

free_port() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

fail() {
  echo "services: $*" >&2
  exit 1
}

main "$@"
