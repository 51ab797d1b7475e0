-- Which streams name an artefact: retention deletes one with the last of them.
CREATE TABLE artefact_mention (
  tenant TEXT NOT NULL,
  stream TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (tenant, stream, sha256)
);

CREATE INDEX artefact_mention_by_artefact ON artefact_mention (tenant, sha256);
