# Sourced after setup.sh: a PostgreSQL of the tests' own in a temporary folder, reachable by a socket in it and by nothing
# else. It ends with the script.

start_postgres() {
  local as=() folder
  if [ "$(id -u)" = 0 ]; then as=(runuser -u postgres --); fi
  folder=$(mktemp -d -t congdan-pg-XXXXXX)
  if [ "$(id -u)" = 0 ]; then chown postgres: "$folder"; fi
  "${as[@]}" "$PG_BIN/initdb" --auth=trust --username=congdan --encoding=UTF8 --locale=C --no-sync --pgdata "$folder/data" >/dev/null
  # Without fsync: these tests do not cut the power.
  "${as[@]}" "$PG_BIN/pg_ctl" --pgdata "$folder/data" --log "$folder/log" --wait --silent start \
    -o "-k $folder -c listen_addresses= -c fsync=off -c max_connections=300"
  CONGDAN_TEST_POSTGRES=$folder
  export CONGDAN_TEST_POSTGRES
  trap stop_postgres EXIT
}

stop_postgres() {
  [ -n "${CONGDAN_TEST_POSTGRES:-}" ] || return 0
  local as=()
  if [ "$(id -u)" = 0 ]; then as=(runuser -u postgres --); fi
  "${as[@]}" "$PG_BIN/pg_ctl" --pgdata "$CONGDAN_TEST_POSTGRES/data" --mode=immediate --silent stop || true
  rm -rf "$CONGDAN_TEST_POSTGRES"
  unset CONGDAN_TEST_POSTGRES
}
