-- While its row is there, which is within one transaction, what has served its time may be deleted.
CREATE TABLE retention_pass (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1)
);

CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM retention_pass) THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP;
END;
$$;
