-- The audit stands in the order of its chains, one behind the other: each entry at its chain's number
-- times 2^40 and its own. Rows that go by a number are appended to the last page alone; as keys of a
-- tree, entries were so long that its inner pages changed with every twelfth.
CREATE TABLE audit_chain (
  number INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL UNIQUE
) STRICT;

INSERT INTO audit_chain (tenant) SELECT DISTINCT tenant FROM audit ORDER BY tenant;

CREATE TABLE audit_by_place (
  place INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  at_micros INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  object TEXT NOT NULL,
  rationale TEXT NOT NULL,
  policies TEXT NOT NULL,
  approvals TEXT NOT NULL,
  impact TEXT NOT NULL,
  rollback_plan TEXT NOT NULL,
  artefacts TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  entry_index INTEGER NOT NULL GENERATED ALWAYS AS (place & 1099511627775) VIRTUAL
) STRICT;

INSERT INTO audit_by_place
SELECT (number << 40) + entry_index, tenant, at_micros, actor, action, object, rationale, policies,
  approvals, impact, rollback_plan, artefacts, previous_hash, hash
FROM audit_chain JOIN audit USING (tenant)
ORDER BY tenant, entry_index;
DROP TABLE audit;
ALTER TABLE audit_by_place RENAME TO audit;

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit is append-only: UPDATE refused');
END;

CREATE TRIGGER audit_is_deleted_by_retention_alone BEFORE DELETE ON audit
WHEN NOT EXISTS (SELECT 1 FROM retention_pass)
BEGIN
  SELECT RAISE(ABORT, 'audit is append-only: DELETE refused');
END;
