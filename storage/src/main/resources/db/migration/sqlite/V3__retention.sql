-- While its row is there, which is within one transaction, what has served its time may be deleted.
CREATE TABLE retention_pass (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1)
) STRICT;

DROP TRIGGER event_is_never_deleted;
DROP TRIGGER audit_is_never_deleted;

CREATE TRIGGER event_is_deleted_by_retention_alone BEFORE DELETE ON event
WHEN NOT EXISTS (SELECT 1 FROM retention_pass)
BEGIN
  SELECT RAISE(ABORT, 'event is append-only: DELETE refused');
END;

CREATE TRIGGER audit_is_deleted_by_retention_alone BEFORE DELETE ON audit
WHEN NOT EXISTS (SELECT 1 FROM retention_pass)
BEGIN
  SELECT RAISE(ABORT, 'audit is append-only: DELETE refused');
END;
