-- An index for listings, which name a kind. Whoever looks for one stream names none, so the planner
-- can't take this index for that, as it did while the table was too small to have statistics:
-- it then read all streams of a tenant at each change of one.
DROP INDEX stream_head_recent;
CREATE INDEX stream_head_recent ON stream_head (tenant, kind, state_change)
WHERE kind IS NOT NULL;
