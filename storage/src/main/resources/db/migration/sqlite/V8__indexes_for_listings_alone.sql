-- SQLite finds one stream by its primary key, whatever else there is.
PRAGMA optimize;
