-- What is stopped may be everything, one runbook or one target.
CREATE TABLE frozen (
  tenant TEXT NOT NULL,
  scope TEXT NOT NULL,
  frozen_by TEXT NOT NULL,
  why TEXT NOT NULL,
  since_micros INTEGER NOT NULL,
  PRIMARY KEY (tenant, scope)
) STRICT;

INSERT INTO frozen (tenant, scope, frozen_by, why, since_micros)
SELECT tenant, 'everything', frozen_by, why, since_micros FROM frozen_tenant;

DROP TABLE frozen_tenant;
