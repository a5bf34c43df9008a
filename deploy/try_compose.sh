#!/usr/bin/env bash
# Пробует compose: читает файл; где docker отвечает — собирает, поднимает без прокси, спрашивает, делает копию, убирает.
set -euo pipefail
cd "$(dirname "$0")/.."
export SITE=localhost POSTGRES_PASSWORD=proba-$RANDOM
if ! docker info >/dev/null 2>&1; then
  python3 - <<'P'
import pathlib, re
text = pathlib.Path("deploy/compose.yml").read_text("utf-8")
for name in re.findall(r"dockerfile: (\S+?)}", text):
    assert pathlib.Path(name).exists(), name
for source in re.findall(r"\./(\w+):/etc", text):
    assert (pathlib.Path("deploy") / source).exists(), source
P
  echo "Docker здесь не отвечает: проверено только, что названные в compose.yml файлы на месте."
  exit 0
fi
compose=(docker compose -p estafeta-proba -f deploy/compose.yml)
"${compose[@]}" config -q
trap '"${compose[@]}" down -v --remove-orphans' EXIT
"${compose[@]}" up -d --build --wait database estafeta
"${compose[@]}" exec -T estafeta python -m estafeta.config.cli backup /backups/proba.tar.gz
"${compose[@]}" exec -T estafeta python -m estafeta.config.cli check-backup /backups/proba.tar.gz
echo "Compose поднят, копия сделана и проверена. Прокси с сертификатом здесь не проверен: нужен адрес, видимый из сети."
