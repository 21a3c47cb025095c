#!/bin/sh
# Runs built targets one after the other: run.sh SECONDS SEEDS WORK TARGET...
# Reads the seeds in SEEDS/NAME; keeps what is found in WORK/TARGET, with a log and failing inputs.
set -eu
seconds=$1 seeds=$2 work=$3
shift 3
here=$(cd "$(dirname "$0")" && pwd)
programs=${PROGRAMS:-$here/target/x86_64-unknown-linux-gnu/release}
for target in "$@"; do
    case $target in
        html | fragment) from=html dictionary=html longest=65536 ;;
        feed | opml) from=feed dictionary=xml longest=32768 ;;
        epub | book) from=$target dictionary=xml longest=65536 ;;
        markdown | plain | decode) from=$target dictionary=text longest=16384 ;;
        keys) from=$target dictionary=keys longest=4096 ;;
        *) from=html dictionary=html longest=16384 ;;
    esac
    mkdir -p "$work/$target/corpus" "$seeds/$from"
    cd "$work/$target"
    status=0
    "$programs/$target" corpus "$seeds/$from" -max_total_time="$seconds" -timeout=10 \
        -rss_limit_mb=1500 -max_len="$longest" -dict="$here/dictionaries/$dictionary.dict" \
        -print_final_stats=1 >log 2>&1 || status=$?
    echo "$target: exit $status," $(grep -E 'stat::(number|average|peak)' log | sed 's/stat:://')
    grep -m2 -A1 -E 'panicked at|ERROR: libFuzzer' log || true
done
