#!/usr/bin/env bash
# Runs many commands through one shell in a process of 128 MB, and fails when what it holds grows.
#
#   benchmarks/soak.sh [COMMANDS]        (default: 10000)
#
# On SQLite always; on PostgreSQL where PGHOST, PGUSER and so on lead to a server on which databases may
# be made. Needs the program: mvn -Dfast -pl shell -am package
set -euo pipefail

source "$(dirname "$0")/common.sh"
commands=${1:-10000}
work=$(mktemp -d)
database=garganey_soak_$$
clean() {
  rm -rf "$work"
  if [[ -n ${PGHOST:-} ]] && has psql; then
    psql -qX -d postgres -c "DROP DATABASE IF EXISTS $database" -c "DROP DATABASE IF EXISTS ${database}_other"
  fi
}
trap clean EXIT

"$javac" -d "$work/classes" -cp "$classes" "$root/benchmarks/Soak.java"

soak() { # first database, other database, JDBC URL of the first, what makes a thousand numbers
  local project=$work/$1
  mkdir -p "$project/migrations"
  cat >"$project/garganey.groovy" <<SETTINGS
database '$2'
environments {
    first { database '$2' }
    other { database '$3' }
}
SETTINGS
  cat >"$project/migrations/001_users.groovy" <<MIGRATION
up {
    createTable('users') { id(); text('name') }
    createView('numbers', '''$5''')
}
MIGRATION
  for env in first other; do
    "$java" -cp "$classes" dev.garganey.shell.Main --project "$project" --env $env apply >/dev/null
  done
  cat >"$project/migrations/002_teams.groovy" <<MIGRATION
up {
    createTable('teams') { id(); text('name') }
    addColumn('users') { text('email') }
}
MIGRATION
  echo "$1"
  (cd "$project" && "$java" -Xmx128m -XX:+UseSerialGC -XX:SoftRefLRUPolicyMSPerMB=1 \
    --enable-native-access=ALL-UNNAMED -cp "$work/classes:$classes" Soak "$project" "$4" "$commands")
}

machine
series="with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000) select i, 'number ' || i as name from n"
soak SQLite sqlite:first.db sqlite:other.db "jdbc:sqlite:$work/SQLite/first.db" "$series"
if [[ -n ${PGHOST:-} ]] && has psql; then
  psql -qX -d postgres -c "CREATE DATABASE $database" -c "CREATE DATABASE ${database}_other"
  url="postgresql://$PGHOST:${PGPORT:-5432}"
  user="?user=${PGUSER:-$USER}${PGPASSWORD:+&password=$PGPASSWORD}"
  soak PostgreSQL "$url/$database$user" "$url/${database}_other$user" "jdbc:$url/$database$user" "$series"
fi
