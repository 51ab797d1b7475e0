-- Long texts that events and audit entries name by their SHA-256; each is kept once a tenant.
CREATE TABLE artefact (
  tenant TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (tenant, sha256)
);

CREATE TRIGGER artefact_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON artefact
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
