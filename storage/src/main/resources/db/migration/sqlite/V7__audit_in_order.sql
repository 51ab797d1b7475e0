-- The audit stands in the order of its chains, without an index beside it: an entry changes one page
-- less.
CREATE TABLE audit_in_order (
  tenant TEXT NOT NULL,
  entry_index INTEGER NOT NULL,
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
  PRIMARY KEY (tenant, entry_index)
) STRICT, WITHOUT ROWID;

INSERT INTO audit_in_order SELECT * FROM audit ORDER BY tenant, entry_index;
DROP TABLE audit;
ALTER TABLE audit_in_order RENAME TO audit;

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit is append-only: UPDATE refused');
END;

CREATE TRIGGER audit_is_deleted_by_retention_alone BEFORE DELETE ON audit
WHEN NOT EXISTS (SELECT 1 FROM retention_pass)
BEGIN
  SELECT RAISE(ABORT, 'audit is append-only: DELETE refused');
END;
