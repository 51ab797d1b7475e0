-- Long texts that events and audit entries name by their SHA-256; each is kept once a tenant.
CREATE TABLE artefact (
  tenant TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (tenant, sha256)
) STRICT;

CREATE TRIGGER artefact_is_never_changed BEFORE UPDATE ON artefact
BEGIN
  SELECT RAISE(ABORT, 'artefact is append-only: UPDATE refused');
END;

CREATE TRIGGER artefact_is_never_deleted BEFORE DELETE ON artefact
BEGIN
  SELECT RAISE(ABORT, 'artefact is append-only: DELETE refused');
END;
