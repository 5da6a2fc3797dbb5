/** Raised with every change of the tables; a database of a later one is refused. */
export const SCHEMA = 4;

export const TABLES = `
  CREATE TABLE user (
    id TEXT PRIMARY KEY,
    login_key TEXT NOT NULL UNIQUE,
    login_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'inactive')),
    extension TEXT UNIQUE,
    products INTEGER NOT NULL,
    contents TEXT NOT NULL,
    extra TEXT NOT NULL,
    password TEXT
  ) STRICT;
  CREATE INDEX user_seats ON user (state, products);
  CREATE TABLE pending (
    number INTEGER PRIMARY KEY,
    user TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
    until INTEGER NOT NULL,
    shown TEXT
  ) STRICT;
  CREATE INDEX pending_user ON pending (user);
  CREATE TABLE integration (
    user TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
    service TEXT NOT NULL,
    PRIMARY KEY (user, service)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE deleted (
    id TEXT PRIMARY KEY,
    login_key TEXT NOT NULL,
    extension TEXT
  ) STRICT;
  CREATE INDEX deleted_login ON deleted (login_key);
  CREATE INDEX deleted_extension ON deleted (extension);
  CREATE TABLE audit (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    login_id TEXT NOT NULL,
    changes TEXT NOT NULL
  ) STRICT;
  CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    contents TEXT NOT NULL
  ) STRICT;
`;

/** Since version 2: what the tenant needs to be a service. */
export const SERVICE_TABLES = `
  CREATE TABLE job (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    file TEXT NOT NULL CHECK (file IN ('create', 'update')),
    actor TEXT NOT NULL,
    rows INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('queued', 'running', 'done', 'rejected')),
    submitted TEXT NOT NULL,
    due INTEGER NOT NULL,
    ended TEXT,
    upload TEXT,
    result TEXT
  ) STRICT;
  CREATE INDEX job_open ON job (due) WHERE ended IS NULL;
  CREATE TABLE token (
    id TEXT PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    scope TEXT NOT NULL CHECK (scope IN ('read', 'write')),
    name TEXT NOT NULL,
    made TEXT NOT NULL
  ) STRICT;
  CREATE TABLE answer (
    key TEXT PRIMARY KEY,
    request TEXT NOT NULL,
    answer TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

/** Since version 3: what its console needs. */
export const CONSOLE_TABLES = `
  CREATE TABLE session (
    hash TEXT PRIMARY KEY,
    user TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
    made INTEGER NOT NULL,
    seen INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX session_user ON session (user);
  CREATE TABLE failure (
    login_key TEXT PRIMARY KEY,
    count INTEGER NOT NULL,
    at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

/** Since version 4: what grows old is found without looking at the rest. */
export const AGE_INDEXES = `
  CREATE INDEX answer_at ON answer (at);
  CREATE INDEX job_ended ON job (ended) WHERE ended IS NOT NULL;
  CREATE INDEX failure_at ON failure (at);
`;
