-- Room in each page for the next version of a row, which then needs no new entry in an index.
ALTER TABLE stream_head SET (fillfactor = 70);
ALTER TABLE journal_head SET (fillfactor = 50);
