#!/usr/bin/env bash
# Times what Tab waits for in a database of many tables: once the catalogue is read, on one thread.
#
#   benchmarks/complete.sh [TABLES]        (default: 5000)
#
# Needs the program: mvn -Dfast -pl shell -am package
set -euo pipefail

source "$(dirname "$0")/common.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$javac" -d "$work" -cp "$classes" "$root/benchmarks/Completing.java"
machine
"$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$work:$classes" dev.garganey.shell.interactive.Completing "${1:-5000}"
