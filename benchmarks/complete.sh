#!/usr/bin/env bash
# Times what Tab waits for in a database of many tables: once the catalogue is read, on one thread.
#
#   benchmarks/complete.sh [TABLES]        (default: 5000)
#
# Needs the program: mvn -Dfast -pl shell -am package
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
classes=${GARGANEY_CLASSPATH:-$root/shell/target/garganey/lib/*}

"${JAVA_HOME:+$JAVA_HOME/bin/}javac" -d "$work" -cp "$classes" "$root/benchmarks/Completing.java"
echo "machine   $(uname -sm), $(nproc) cores, $(awk -F': ' '/model name/ {print $2; exit}' /proc/cpuinfo 2>/dev/null || true)"
echo "java      $("$java" -version 2>&1 | sed -n 2p)"
"$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$work:$classes" dev.garganey.shell.interactive.Completing "${1:-5000}"
