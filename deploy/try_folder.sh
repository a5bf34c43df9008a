#!/usr/bin/env bash
# Пробует папку без сети: собирает её, ставит и запускает там, где сети нет вовсе, и открывает страницы.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
./deploy/make_folder.sh "$work/estafeta"
cat >"$work/try.sh" <<'INSIDE'
set -euo pipefail
ip link set lo up 2>/dev/null || true
cd "$1"
export ESTAFETA_DATA="$1/.data" PIP_INDEX_URL=http://127.0.0.1:9/ HOME="$1"
python3 ./estafeta up --port 8931 >"$1/up.log" 2>&1 &
pid=$!
trap 'kill -INT $pid; wait $pid || true' EXIT
for _ in $(seq 600); do
  if python3 -c "import urllib.request as u; u.urlopen('http://127.0.0.1:8931/healthz/ready', timeout=2)" 2>/dev/null; then
    python3 -c "import urllib.request as u; assert 'Эстафета' in u.urlopen('http://127.0.0.1:8931/enter/login/').read().decode()"
    ./estafeta backup "$1/copy.tar.gz"
    exit 0
  fi
  kill -0 $pid 2>/dev/null || { cat "$1/up.log"; exit 1; }
  sleep 0.5
done
cat "$1/up.log"
exit 1
INSIDE
if unshare -n true 2>/dev/null; then
  unshare -n bash "$work/try.sh" "$work/estafeta"
  echo "Папка поставлена и открыта там, где сети нет."
else
  bash "$work/try.sh" "$work/estafeta"
  echo "Папка поставлена и открыта; сеть здесь отключить нельзя, вместо неё закрыт реестр пакетов."
fi
