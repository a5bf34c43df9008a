#!/usr/bin/env bash
# Пробует юниты: systemd-analyze читает их; где systemd работает и вы root — ставит, запускает, убивает и ждёт, что оживёт.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sed 's#/opt/estafeta#'"$PWD"'#' deploy/estafeta.service >"$work/estafeta.service"
sed 's#/opt/estafeta#'"$PWD"'#' deploy/estafeta-worker@.service >"$work/estafeta-worker@.service"
id estafeta >/dev/null 2>&1 || sed -i -e '/^User=/d' -e '/^Group=/d' "$work"/*.service
if command -v systemd-analyze >/dev/null; then
  systemd-analyze verify "$work/estafeta.service" "$work/estafeta-worker@.service"
  echo "Юниты прочитаны systemd-analyze."
else
  echo "systemd-analyze здесь нет: юниты не проверены."
fi
if [ "$(ps -p 1 -o comm= 2>/dev/null)" = systemd ] && [ "$(id -u)" = 0 ] && [ -d /opt/estafeta ]; then
  cp deploy/estafeta.service /etc/systemd/system/ && systemctl daemon-reload && systemctl restart estafeta
  for _ in $(seq 120); do curl -fs http://127.0.0.1:8000/healthz/ready >/dev/null && break; sleep 1; done
  before=$(systemctl show -p MainPID --value estafeta)
  kill -9 "$before"
  for _ in $(seq 120); do
    sleep 1
    [ "$(systemctl show -p MainPID --value estafeta)" != "$before" ] && curl -fs http://127.0.0.1:8000/healthz/ready >/dev/null && break
  done
  curl -fs http://127.0.0.1:8000/healthz/ready
  echo "Служба поднялась после kill -9."
else
  # Без systemd выполняем саму команду юнита с его окружением и той же остановкой: SIGTERM главному процессу.
  command=$(sed -n 's/^ExecStart=//p' "$work/estafeta.service" | sed 's/--port 8000/--port 8932/')
  (umask 077; exec env ESTAFETA_DATA="$work/data" $command >"$work/log" 2>&1) &
  pid=$!
  for _ in $(seq 240); do
    python3 -c "import urllib.request as u; u.urlopen('http://127.0.0.1:8932/healthz/ready', timeout=2)" 2>/dev/null && break
    kill -0 $pid || { cat "$work/log"; exit 1; }
    sleep 0.5
  done
  kill -TERM $pid
  wait $pid
  find "$work/data" -perm /077 ! -path '*/static*' | grep . && { echo "Открыто посторонним."; exit 1; }
  echo "systemd здесь не работает: выполнена команда юнита с его маской, остановлена сигналом, как это делает systemd."
fi
