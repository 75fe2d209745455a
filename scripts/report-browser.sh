#!/bin/sh
# Opens reports in Chromium and uses them: scripts/report-browser.sh [FOLDER FOR SCREENSHOTS]
#
# Needs node, npm and Chromium (CHROMIUM names it, /usr/bin/chromium if not), and a sayso (SAYSO names it, else it is built).
# Everything is made in a temporary folder: the run over corpus/, its reports, and playwright-core.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
shots=${1:+$(mkdir -p "$1" && cd "$1" && pwd)}
if [ -z "${SAYSO:-}" ]; then
    cargo build --release
    SAYSO=${CARGO_TARGET_DIR:-target}/release/sayso
fi

# The corpus, and an article that would be markup if it could.
cp -r corpus "$work/articles"
cat > "$work/articles/hostile.jsonl" <<'END'
{"id": "hostile", "title": "<img src=x onerror=window.owned=1>", "url": "javascript:window.owned=1", "published": "2025-05-05", "outlet": "\"><script>window.owned=1</script>", "text": "</script><img src=x onerror=window.owned=1>\n\n\"</script><img src=x onerror=window.owned=1> is what I said,\" Ann Lee said on Monday. \"<!-- <script>window.owned=1</script> and {{ constructor }} and \u2028 too,\" she added."}
END
"$SAYSO" extract "$work/articles" -o "$work/small" --report --quiet

# The same articles again and again, until they no longer fit into the page.
mkdir "$work/many"
for copy in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do cp -r corpus "$work/many/$copy"; done
"$SAYSO" extract "$work/many" -o "$work/split" --report --quiet --keep-duplicates
test -e "$work/split/report/articles-0002.js"
mkdir "$work/alone"
cp "$work/split/report.html" "$work/alone/report.html"

cp -r "$work/small" "$work/bare"
rm "$work/bare/texts.jsonl" "$work/bare/report.html"
"$SAYSO" report "$work/bare" 2> /dev/null

cp tests/browser/package.json tests/browser/report.mjs "$work"
(cd "$work" && npm install --no-audit --no-fund --silent)
node "$work/report.mjs" "$work/small/report.html" "$work/split/report.html" "$work/bare/report.html" "$work/alone/report.html" $shots
