-- The change that gave a stream its state. One that is live and stays so keeps it: each of its
-- changes then touches no index.
ALTER TABLE stream_head ADD COLUMN state_change BIGINT NOT NULL DEFAULT 0;
UPDATE stream_head SET state_change = change;

DROP INDEX stream_head_live;
DROP INDEX stream_head_recent;
CREATE INDEX stream_head_live ON stream_head (part, state_change) WHERE state = 'live';
CREATE INDEX stream_head_asleep ON stream_head (tenant, kind, state_change) WHERE state = 'asleep';
CREATE INDEX stream_head_recent ON stream_head (tenant, kind, state_change);
