package dev.deskhand.storage;

/** Where the journal is kept. */
public sealed interface Database permits SqliteDatabase, PostgresDatabase {}
