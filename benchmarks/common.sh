# What the scripts of the benchmarks have in common.
# shellcheck shell=bash disable=SC2034

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
javac=${JAVA_HOME:+$JAVA_HOME/bin/}javac
classes=${GARGANEY_CLASSPATH:-$root/shell/target/garganey/lib/*}
built=$root/benchmarks/target

has() { command -v "$1" >/dev/null 2>&1; }

machine() {
  echo "machine   $(uname -sm), $(nproc) cores, $(awk -F': ' '/model name/ {print $2; exit}' /proc/cpuinfo 2>/dev/null || true)"
  echo "java      $("$java" -version 2>&1 | sed -n 2p)"
}

# fetch POM FOLDER [PROFILE]: the jars that a POM names, once for each version of it.
fetch() {
  if [[ ! -f $2/fetched || $1 -nt $2/fetched ]]; then
    rm -rf "$2"
    mvn -q -B -ntp -f "$1" ${3:+-P "$3"} dependency:copy-dependencies -DoutputDirectory="$2" >&2 || return
    touch "$2/fetched"
  fi
}

# jar_of JAR CLASSPATH SOURCE…: compiles sources to a jar.
jar_of() {
  local compiled=$built/classes/$(basename "$1" .jar)
  rm -rf "$compiled"
  "$javac" -d "$compiled" -cp "$2" "${@:3}"
  "${javac%javac}jar" --create --file "$1" -C "$compiled" .
}
