-- The journal of one database. Instants are whole microseconds since 1970, as integers.
-- The tenant is part of every key but those that number the rows of the whole installation
-- (position, number, part) and the readers' names.

CREATE TABLE journal_head (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  position INTEGER NOT NULL,
  change INTEGER NOT NULL,
  inbox_number INTEGER NOT NULL,
  outbox_number INTEGER NOT NULL
) STRICT;

INSERT INTO journal_head (only_row, position, change, inbox_number, outbox_number)
VALUES (1, 0, 0, 0, 0);

CREATE TABLE event (
  position INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  stream TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  at_micros INTEGER NOT NULL,
  type TEXT NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (tenant, stream, sequence)
) STRICT;

-- wake_at_micros is set while the stream sleeps with a time; change then names its timer.
CREATE TABLE stream_head (
  tenant TEXT NOT NULL,
  stream TEXT NOT NULL,
  kind TEXT NOT NULL,
  part INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('live', 'asleep', 'ended')),
  wake_at_micros INTEGER,
  change INTEGER NOT NULL,
  PRIMARY KEY (tenant, stream)
) STRICT;

CREATE INDEX stream_head_live ON stream_head (part, change) WHERE state = 'live';
CREATE INDEX stream_head_recent ON stream_head (tenant, kind, change);

CREATE TABLE bookmark (
  reader TEXT PRIMARY KEY,
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE inbox (
  number INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  source TEXT NOT NULL,
  delivery_id TEXT NOT NULL,
  lane TEXT NOT NULL,
  part INTEGER NOT NULL,
  type TEXT NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  accepted_at_micros INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'handled', 'quarantined')),
  handled_at_micros INTEGER,
  outcome TEXT,
  UNIQUE (tenant, source, delivery_id)
) STRICT;

CREATE INDEX inbox_waiting ON inbox (part, number) WHERE state = 'waiting';

CREATE TABLE outbox (
  number INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  delivery_key TEXT NOT NULL,
  lane TEXT NOT NULL,
  part INTEGER NOT NULL,
  type TEXT NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'undeliverable')),
  attempts INTEGER NOT NULL,
  due_at_micros INTEGER NOT NULL,
  settled_at_micros INTEGER,
  receipt TEXT,
  reason TEXT,
  UNIQUE (tenant, delivery_key)
) STRICT;

CREATE INDEX outbox_pending ON outbox (part, tenant, lane, number) WHERE state = 'pending';
CREATE INDEX outbox_receipt ON outbox (tenant, receipt) WHERE receipt IS NOT NULL;

CREATE TABLE lease (
  part INTEGER PRIMARY KEY,
  owner TEXT,
  epoch INTEGER NOT NULL,
  expires_at_micros INTEGER NOT NULL
) STRICT;

INSERT INTO lease (part, owner, epoch, expires_at_micros)
VALUES (0, NULL, 0, 0), (1, NULL, 0, 0), (2, NULL, 0, 0), (3, NULL, 0, 0),
       (4, NULL, 0, 0), (5, NULL, 0, 0), (6, NULL, 0, 0), (7, NULL, 0, 0),
       (8, NULL, 0, 0), (9, NULL, 0, 0), (10, NULL, 0, 0), (11, NULL, 0, 0),
       (12, NULL, 0, 0), (13, NULL, 0, 0), (14, NULL, 0, 0), (15, NULL, 0, 0);

CREATE TABLE frozen_tenant (
  tenant TEXT PRIMARY KEY,
  frozen_by TEXT NOT NULL,
  why TEXT NOT NULL,
  since_micros INTEGER NOT NULL
) STRICT;

-- Lists are stored as each text's length in characters, a colon and the text.
CREATE TABLE audit (
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
) STRICT;

CREATE TABLE audit_head (
  tenant TEXT PRIMARY KEY,
  entry_index INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN
  SELECT RAISE(ABORT, 'event is append-only: UPDATE refused');
END;

CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
BEGIN
  SELECT RAISE(ABORT, 'event is append-only: DELETE refused');
END;

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit is append-only: UPDATE refused');
END;

CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit is append-only: DELETE refused');
END;


-- The table of db-scheduler 16; its columns and their names are the library's.
CREATE TABLE scheduled_tasks (
  task_name TEXT NOT NULL,
  task_instance TEXT NOT NULL,
  task_data BLOB,
  state TEXT,
  execution_time TIMESTAMP,
  picked BOOLEAN NOT NULL,
  picked_by TEXT,
  last_success TIMESTAMP,
  last_failure TIMESTAMP,
  consecutive_failures INTEGER,
  last_heartbeat TIMESTAMP,
  version BIGINT NOT NULL,
  priority SMALLINT,
  PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX scheduled_tasks_due ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_heartbeat ON scheduled_tasks (last_heartbeat);
