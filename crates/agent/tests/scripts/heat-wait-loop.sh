#!/bin/sh -e
# As in many templates: wait for something, then tell.
export PATH="$PATH:$work/bin"
mkdir -p $work/bin $work/run
cat > $work/bin/probe <<'END'
#!/bin/sh
file=$(dirname "$0")/../run/count
count=$(cat "$file" 2>/dev/null || echo 0)
count=$((count + 1))
echo $count > "$file"
[ "$count" -ge 3 ]
END
chmod 755 $work/bin/probe
retry() {
  max=$1; delay=$2; shift 2
  attempt=1
  until "$@"; do
    if [ $attempt -ge $max ]; then echo "gave up after $attempt"; return 1; fi
    attempt=$(expr $attempt + 1)
    sleep $delay
  done
  echo "succeeded at attempt $attempt"
}
retry 5 0 probe
rm -f $work/run/count
retry 2 0 probe || echo "as expected"
role=worker
[ "x$role" = "xmaster" ] && echo master || echo "not master"
test -z "$undefined" && echo "undefined is empty"
: ${DEFAULT_PORT:=2222}
echo $DEFAULT_PORT
if [ ! -d "$work/none" -a -n "$role" ]; then echo "both"; fi
exit_code=0; false || exit_code=$?; echo "code $exit_code"
command -v probe >/dev/null 2>&1 && echo "probe is there"
