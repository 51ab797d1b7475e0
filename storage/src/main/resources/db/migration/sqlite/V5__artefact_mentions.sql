-- Which streams name an artefact: retention deletes one with the last of them.
CREATE TABLE artefact_mention (
  tenant TEXT NOT NULL,
  stream TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (tenant, stream, sha256)
) STRICT, WITHOUT ROWID;

CREATE INDEX artefact_mention_by_artefact ON artefact_mention (tenant, sha256);

DROP TRIGGER artefact_is_never_deleted;

CREATE TRIGGER artefact_is_deleted_by_retention_alone BEFORE DELETE ON artefact
WHEN NOT EXISTS (SELECT 1 FROM retention_pass)
BEGIN
  SELECT RAISE(ABORT, 'artefact is append-only: DELETE refused');
END;
