-- A country's worth of rows around the few that the measurement makes, each as the portal writes it, with noise where a sealed
-- value stands. Parameter: :citizens. Ten records, two look-ups, a session and a dossier for each.
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -2000000;
PRAGMA foreign_keys = OFF;
BEGIN;
CREATE TEMP TABLE citizen (n INTEGER PRIMARY KEY, id BLOB NOT NULL, identity BLOB NOT NULL);
INSERT INTO citizen SELECT value, randomblob(16), randomblob(16) FROM generate_series(1, :citizens);
CREATE TEMP VIEW moment AS SELECT unixepoch() * 1000000 AS now;

INSERT INTO account (id, created_at) SELECT id, now - n * 1000000 FROM citizen, moment;
INSERT INTO identity (id, account_id, provider, issuer, subject, level, linked_at, last_used_at, asserted)
  SELECT identity, id, 'vneid', 'http://localhost:4000/vneid', hex(randomblob(16)), 2, now, now, hex(randomblob(150))
  FROM citizen, moment;
INSERT INTO person (account_id, full_name, birth_date, sex, number, number_index, matched_at)
  SELECT id, hex(randomblob(30)), hex(randomblob(25)), hex(randomblob(20)), hex(randomblob(25)), hex(randomblob(32)), now
  FROM citizen, moment;
INSERT INTO person_number (number_index, account_id, key_id)
  SELECT number_index, account_id, 'demo1' FROM person WHERE account_id IN (SELECT id FROM citizen);
INSERT INTO session (id, token_hash, account_id, identity_id, provider, level, device, number_asked, authenticated_at, created_at,
    seen_at, idle_until, absolute_until)
  SELECT randomblob(16), hex(randomblob(32)), id, identity, 'vneid', 2, 'Firefox', 1, now, now, now, now + 900000000, now + 43200000000
  FROM citizen, moment;
INSERT INTO lookup (id, account_id, purpose, masked_number, sealed_number, asked_at, answered_at, outcome)
  SELECT randomblob(16), id, 'match', '', hex(randomblob(40)), now - value, now, 'matched' FROM citizen, moment, generate_series(1, 2);
INSERT INTO match_attempt (lookup_id, account_id, number_index, address_index, at)
  SELECT randomblob(16), id, hex(randomblob(32)), hex(randomblob(32)), now FROM citizen, moment;
INSERT INTO dossier (id, code, account_id, procedure, unit, entries, number, number_index, status, submitted_at)
  SELECT id, 'H44.12-' || n, id, '1.001193', 'H44.' || (20 + n % 200), hex(randomblob(200)), hex(randomblob(25)),
    hex(randomblob(32)), 1, now FROM citizen, moment;
INSERT INTO dossier_event (dossier_id, position, at, status) SELECT id, 1, now, 1 FROM citizen, moment;
INSERT INTO audit_event (sequence, at, account_id, kind, detail, support_id, hash)
  SELECT (value - 1) * :citizens + n, now, id, 'signed_in', '{}', hex(randomblob(8)), hex(randomblob(32))
  FROM generate_series(1, 10), citizen, moment;
UPDATE audit_head SET sequence = 10 * :citizens, hash = (SELECT hash FROM audit_event WHERE sequence = 10 * :citizens);
COMMIT;
