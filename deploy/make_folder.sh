#!/usr/bin/env bash
# Собирает папку для компьютера без сети: программа и колёса зависимостей рядом. ./deploy/make_folder.sh ПАПКА [платформа …]
# Платформы — как у pip download --platform (win_amd64, macosx_11_0_arm64 …); без них — для этого компьютера.
set -euo pipefail
cd "$(dirname "$0")/.."
target=${1:?Укажите, куда собрать: ./deploy/make_folder.sh ПАПКА}
shift
[ ! -e "$target" ] || { echo "«$target» уже есть. Укажите другое имя." >&2; exit 1; }
mkdir -p "$target"
git ls-files -z | grep -zv -e '^tests/' -e '/tests/' -e '^benchmarks/' | xargs -0 cp --parents -t "$target"
mkdir "$target/wheels"
options=(--quiet --disable-pip-version-check --no-deps --only-binary :all: --no-binary docopt --require-hashes -r requirements/run.txt -d "$target/wheels")
if [ $# -eq 0 ]; then
  python3 -m pip download "${options[@]}"
else
  platforms=()
  for name in "$@"; do platforms+=(--platform "$name"); done
  python3 -m pip download "${options[@]}" --python-version 3.11 "${platforms[@]}"
fi
# docopt есть только исходником: чтобы поставить его без сети, нужен setuptools рядом.
python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: -d "$target/wheels" 'setuptools<81' wheel packaging
echo "Готово: $target ($(du -sh "$target" | cut -f1)). Перенесите папку и запустите в ней: ./estafeta up"
