#!/usr/bin/env bash
# Times a run that has nothing to do: every migration of a folder is applied already.
#
#   benchmarks/no-op.sh [MIGRATIONS] [RUNS]        (default: 1000 migrations, 11 runs)
#
# Prints the machine, the versions, and medians of whole processes, run in turn: a bare JVM that does
# the same reading (the floor), the same with this project's JVM flags, and garganey itself.
set -euo pipefail

count=${1:-1000}
runs=${2:-11}
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/migrations"
for ((i = 1; i <= count; i++)); do
  id=$(printf '%05d' "$i")
  cat >"$work/migrations/${id}_table.groovy" <<SCRIPT
description 'Table $i'

up {
    createTable('table_$i') {
        id()
        varchar('name', 100).notNull()
        timestamptz('created_at').notNull().defaultTo(sql('current_timestamp'))
        integer('amount').notNull().defaultTo(0)
        index('name')
    }
}
SCRIPT
done

"$root/garganey" -C "$work" apply --atomic >/dev/null
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
javac=${JAVA_HOME:+$JAVA_HOME/bin/}javac
lib=$root/shell/target/garganey/lib
"$javac" -d "$work/floor" "$root/benchmarks/Floor.java"
floor=("$java" -cp "$work/floor:$lib/*" Floor "$work")
tuned=("$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -cp "$work/floor:$lib/*" Floor "$work")
ours=("$root/garganey" -C "$work" apply)

time_of() {
  local start end
  start=$(date +%s%N)
  "$@" >/dev/null
  end=$(date +%s%N)
  echo $(((end - start) / 1000))
}

declare -a a b c
for ((i = 0; i <= runs; i++)); do
  x=$(time_of "${floor[@]}")
  y=$(time_of "${tuned[@]}")
  z=$(time_of "${ours[@]}")
  if ((i > 0)); then # the first round only warms the file cache
    a+=("$x")
    b+=("$y")
    c+=("$z")
  fi
done

median() {
  printf '%s\n' "$@" | sort -n | awk '{v[NR]=$1} END {printf "%.3f s  (%.3f to %.3f)", v[int((NR+1)/2)]/1e6, v[1]/1e6, v[NR]/1e6}'
}

echo "machine   $(uname -sm), $(nproc) cores, $(awk -F': ' '/model name/ {print $2; exit}' /proc/cpuinfo 2>/dev/null || true)"
echo "java      $("$java" -version 2>&1 | sed -n 2p)"
echo "garganey  $("$root/garganey" --version)"
echo "work      $count migrations, all applied, SQLite; medians of $runs runs in turn (least to most)"
echo "floor     $(median "${a[@]}")   a bare JVM that hashes the files and reads the history"
echo "tuned     $(median "${b[@]}")   the same with this launcher's JVM flags, without its archive"
echo "garganey  $(median "${c[@]}")   ./garganey apply"
