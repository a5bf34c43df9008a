"""What the database itself refuses: to change, erase, replace or empty a line, or to write one beside the chain.

Put up by the migration and again after every `migrate`: on SQLite a later change of the table would take triggers away
without a word. Only two writes of a written line pass: the link of the chain, made by PostgreSQL's own trigger at the
commit, and the emptying of a line older than a year (`retention`), which leaves digest, number and hash as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

LINE, MENTION = "core_journalline", "core_journalmention"
KEPT = ("id", "at", "user_id", "tenant", "verb", "target_type", "target_id", "digest", "number", "hash")
REFUSAL = "journal is append-only"

_EMPTIED = "OLD.retired_at IS NULL AND NEW.retired_at IS NOT NULL AND NEW.sentence = ''"


def _same(words: str) -> str:
    return " AND ".join(f"NEW.{name} {words} OLD.{name}" for name in KEPT)


def _refuse(name: str, event: str, table: str, condition: str = "") -> str:
    when = f"WHEN {condition} " if condition else ""
    return f"""CREATE TRIGGER {name} BEFORE {event} ON {table} {when}
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""


SQLITE = {
    "journal_no_delete": _refuse("journal_no_delete", "DELETE", LINE),
    "journal_no_update": _refuse(
        "journal_no_update",
        "UPDATE",
        LINE,
        f"""NOT ({_EMPTIED} AND NEW.before = '{{}}' AND NEW.after = '{{}}' AND {_same("IS")}
        AND julianday(OLD.at) < julianday('now', '-1 year'))""",
    ),
    # «OR REPLACE» deletes without asking the trigger of deletion: whatever would be replaced is refused here
    "journal_no_replace": _refuse(
        "journal_no_replace",
        "INSERT",
        LINE,
        f"""EXISTS (SELECT 1 FROM {LINE} WHERE id = NEW.id) OR NEW.hash = '' OR NEW.number IS NOT
        COALESCE((SELECT MAX(number) FROM {LINE} WHERE tenant = NEW.tenant), 0) + 1""",
    ),
    "mention_no_delete": _refuse("mention_no_delete", "DELETE", MENTION),
    "mention_no_update": _refuse("mention_no_update", "UPDATE", MENTION),
    "mention_no_replace": _refuse(
        "mention_no_replace",
        "INSERT",
        MENTION,
        f"""EXISTS (SELECT 1 FROM {MENTION} WHERE id = NEW.id
        OR (line_id = NEW.line_id AND kind = NEW.kind AND subject_id = NEW.subject_id))""",
    ),
}

_FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$;

CREATE OR REPLACE FUNCTION journal_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() > 1 AND OLD.hash = '' AND NEW.hash <> ''
     AND (to_jsonb(NEW) - 'hash' - 'number') = (to_jsonb(OLD) - 'hash' - 'number') THEN RETURN NEW; END IF;
  IF {_EMPTIED} AND NEW.before = '{{}}'::jsonb AND NEW.after = '{{}}'::jsonb
     AND {_same("IS NOT DISTINCT FROM")} AND OLD.at < now() - interval '1 year' THEN RETURN NEW; END IF;
  RAISE EXCEPTION '{REFUSAL}';
END $$;

CREATE OR REPLACE FUNCTION journal_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.number IS NOT NULL OR NEW.hash <> '' OR NEW.digest = '' THEN RAISE EXCEPTION '{REFUSAL}'; END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION journal_seal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE line record; last record;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM {LINE} WHERE id = NEW.id AND hash = '') THEN RETURN NULL; END IF;
  -- unsealed lines that are seen are of this transaction; its tenants are locked in one order, so none waits in a ring
  FOR line IN SELECT DISTINCT hashtextextended('journal:' || tenant, 0) AS lock FROM {LINE} WHERE hash = '' ORDER BY 1
  LOOP PERFORM pg_advisory_xact_lock(line.lock); END LOOP;
  FOR line IN SELECT id, tenant, digest FROM {LINE} WHERE hash = '' ORDER BY tenant, id LOOP
    SELECT number, hash INTO last FROM {LINE} WHERE tenant = line.tenant AND number IS NOT NULL
      ORDER BY number DESC LIMIT 1;
    UPDATE {LINE} SET number = COALESCE(last.number, 0) + 1, hash = encode(sha256(convert_to(
      COALESCE(last.hash, '') || E'\\n' || (COALESCE(last.number, 0) + 1) || E'\\n' || line.tenant || E'\\n'
      || line.digest, 'UTF8')), 'hex') WHERE id = line.id;
  END LOOP;
  RETURN NULL;
END $$;
"""


def _put(name: str, when: str, table: str, function: str, each: str = "ROW") -> str:
    return f"CREATE OR REPLACE TRIGGER {name} {when} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()"


POSTGRESQL = {
    "journal_no_change": _put("journal_no_change", "BEFORE UPDATE", LINE, "journal_update"),
    "journal_no_delete": _put("journal_no_delete", "BEFORE DELETE", LINE, "journal_append_only"),
    "journal_no_truncate": _put("journal_no_truncate", "BEFORE TRUNCATE", LINE, "journal_append_only", "STATEMENT"),
    "journal_begin": _put("journal_begin", "BEFORE INSERT", LINE, "journal_insert"),
    "journal_seal": f"""DROP TRIGGER IF EXISTS journal_seal ON {LINE}; CREATE CONSTRAINT TRIGGER journal_seal
        AFTER INSERT ON {LINE} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal_seal()""",
    "mention_no_change": _put("mention_no_change", "BEFORE UPDATE OR DELETE", MENTION, "journal_append_only"),
    "mention_no_truncate": _put("mention_no_truncate", "BEFORE TRUNCATE", MENTION, "journal_append_only", "STATEMENT"),
}


def install(connection: Any) -> None:
    """Put up every guard that does not stand as it should."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTIONS)
        for name in missing(connection):
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(wanted(connection)[name])


def missing(connection: Any) -> list[str]:
    """Names of guards that do not stand, or stand switched off."""
    return sorted(set(wanted(connection)) - _STANDING[connection.vendor](connection))


def wanted(connection: Any) -> dict[str, str]:
    """The statement of each guard by its name."""
    return POSTGRESQL if connection.vendor == "postgresql" else SQLITE


def _on_sqlite(connection: Any) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        said = {name: sql for name, sql in cursor.fetchall()}
    return {name for name, sql in SQLITE.items() if said.get(name) == sql}


def _on_postgresql(connection: Any) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')
               AND tgrelid IN (to_regclass(%s), to_regclass(%s))""",
            [LINE, MENTION],
        )
        return {name for (name,) in cursor.fetchall()}


_STANDING: dict[str, Callable[[Any], set[str]]] = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}
