-- The journal of one database. Instants are whole microseconds since 1970, as integers.
-- The tenant is part of every key but those that number the rows of the whole installation
-- (position, number, part) and the readers' names.

CREATE TABLE journal_head (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  position BIGINT NOT NULL,
  change BIGINT NOT NULL,
  inbox_number BIGINT NOT NULL,
  outbox_number BIGINT NOT NULL
);

INSERT INTO journal_head (only_row, position, change, inbox_number, outbox_number)
VALUES (1, 0, 0, 0, 0);

CREATE TABLE event (
  position BIGINT PRIMARY KEY,
  tenant TEXT NOT NULL,
  stream TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  at_micros BIGINT NOT NULL,
  type TEXT NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (tenant, stream, sequence)
);

-- wake_at_micros is set while the stream sleeps with a time; change then names its timer.
CREATE TABLE stream_head (
  tenant TEXT NOT NULL,
  stream TEXT NOT NULL,
  kind TEXT NOT NULL,
  part INTEGER NOT NULL,
  sequence BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('live', 'asleep', 'ended')),
  wake_at_micros BIGINT,
  change BIGINT NOT NULL,
  PRIMARY KEY (tenant, stream)
);

CREATE INDEX stream_head_live ON stream_head (part, change) WHERE state = 'live';
CREATE INDEX stream_head_recent ON stream_head (tenant, kind, change);

CREATE TABLE bookmark (
  reader TEXT PRIMARY KEY,
  position BIGINT NOT NULL
);

CREATE TABLE inbox (
  number BIGINT PRIMARY KEY,
  tenant TEXT NOT NULL,
  source TEXT NOT NULL,
  delivery_id TEXT NOT NULL,
  lane TEXT NOT NULL,
  part INTEGER NOT NULL,
  type TEXT NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  accepted_at_micros BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'handled', 'quarantined')),
  handled_at_micros BIGINT,
  outcome TEXT,
  UNIQUE (tenant, source, delivery_id)
);

CREATE INDEX inbox_waiting ON inbox (part, number) WHERE state = 'waiting';

CREATE TABLE outbox (
  number BIGINT PRIMARY KEY,
  tenant TEXT NOT NULL,
  delivery_key TEXT NOT NULL,
  lane TEXT NOT NULL,
  part INTEGER NOT NULL,
  type TEXT NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'undeliverable')),
  attempts INTEGER NOT NULL,
  due_at_micros BIGINT NOT NULL,
  settled_at_micros BIGINT,
  receipt TEXT,
  reason TEXT,
  UNIQUE (tenant, delivery_key)
);

CREATE INDEX outbox_pending ON outbox (part, tenant, lane, number) WHERE state = 'pending';
CREATE INDEX outbox_receipt ON outbox (tenant, receipt) WHERE receipt IS NOT NULL;

CREATE TABLE lease (
  part INTEGER PRIMARY KEY,
  owner TEXT,
  epoch BIGINT NOT NULL,
  expires_at_micros BIGINT NOT NULL
);

INSERT INTO lease (part, owner, epoch, expires_at_micros)
VALUES (0, NULL, 0, 0), (1, NULL, 0, 0), (2, NULL, 0, 0), (3, NULL, 0, 0),
       (4, NULL, 0, 0), (5, NULL, 0, 0), (6, NULL, 0, 0), (7, NULL, 0, 0),
       (8, NULL, 0, 0), (9, NULL, 0, 0), (10, NULL, 0, 0), (11, NULL, 0, 0),
       (12, NULL, 0, 0), (13, NULL, 0, 0), (14, NULL, 0, 0), (15, NULL, 0, 0);

CREATE TABLE frozen_tenant (
  tenant TEXT PRIMARY KEY,
  frozen_by TEXT NOT NULL,
  why TEXT NOT NULL,
  since_micros BIGINT NOT NULL
);

-- Lists are stored as each text's length in characters, a colon and the text.
CREATE TABLE audit (
  tenant TEXT NOT NULL,
  entry_index BIGINT NOT NULL,
  at_micros BIGINT NOT NULL,
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
);

CREATE TABLE audit_head (
  tenant TEXT PRIMARY KEY,
  entry_index BIGINT NOT NULL,
  hash TEXT NOT NULL
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP;
END;
$$;

CREATE TRIGGER event_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();


-- The table of db-scheduler 16; its columns and their names are the library's.
CREATE TABLE scheduled_tasks (
  task_name TEXT NOT NULL,
  task_instance TEXT NOT NULL,
  task_data BYTEA,
  state TEXT,
  execution_time TIMESTAMPTZ,
  picked BOOLEAN NOT NULL,
  picked_by TEXT,
  last_success TIMESTAMPTZ,
  last_failure TIMESTAMPTZ,
  consecutive_failures INTEGER,
  last_heartbeat TIMESTAMPTZ,
  version BIGINT NOT NULL,
  priority SMALLINT,
  PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX scheduled_tasks_due ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_heartbeat ON scheduled_tasks (last_heartbeat);
