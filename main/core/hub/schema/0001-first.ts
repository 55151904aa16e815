/** The first form of the hub's own tables: stations, the branches of their journals, the entries, and what was refused. */

/** `daoban_station` may deliver and ask; `daoban_carrier` may deliver for any station (files from a USB stick); `daoban_manager` reads its district's figures. */
const schema = `
CREATE TABLE daoban.station (
  id            uuid PRIMARY KEY,
  code          text NOT NULL UNIQUE CHECK (code ~ '^[0-9A-Z]{4,8}$'),
  name          text NOT NULL,
  site          text NOT NULL,
  district      text NOT NULL,
  -- Raw Ed25519 key, base64url: what the station signs is checked against it.
  public_key    text NOT NULL,
  login         text NOT NULL UNIQUE,
  registered_at timestamptz NOT NULL DEFAULT now()
);

-- Who reads what: the figures of one district, or, where it is null, of all.
CREATE TABLE daoban.reader (login text PRIMARY KEY, district text);

-- One branch of a station's journal. The first is incarnation 0; a restored station goes on in another, which leaves its parent after an entry
-- that both have. What is shared stands under the parent alone.
CREATE TABLE daoban.branch (
  station     uuid    NOT NULL REFERENCES daoban.station,
  incarnation integer NOT NULL CHECK (incarnation >= 0),
  parent      integer,
  after_seq   bigint  NOT NULL,
  tip_seq     bigint  NOT NULL,
  tip_hash    bytea   NOT NULL,
  -- Whether the entry has come that says why there is another branch.
  explained   boolean NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (station, incarnation),
  FOREIGN KEY (station, parent) REFERENCES daoban.branch,
  CHECK (incarnation > parent),
  CHECK (tip_seq >= after_seq)
);

-- The stored text is what was hashed, byte for byte. Partitioned by the month of the entry in China; the first of the keys serve the look-up
-- of an entry that may be held, the last is there because a partitioned table wants it.
CREATE TABLE daoban.entry (
  station     uuid        NOT NULL,
  incarnation integer     NOT NULL,
  seq         bigint      NOT NULL CHECK (seq >= 1),
  at          timestamptz NOT NULL,
  type        text        NOT NULL,
  entry       text        NOT NULL,
  hash        bytea       NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (station, seq, incarnation, at)
) PARTITION BY RANGE (at);
-- For clocks that were set to a year of their own.
CREATE TABLE daoban.entry_elsewhen PARTITION OF daoban.entry DEFAULT;

CREATE FUNCTION daoban.keep_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was accepted is neither changed nor removed' USING ERRCODE = 'insufficient_privilege';
END $$;
-- Inherited by every partition, but for TRUNCATE, which a new partition gets where it is made.
CREATE TRIGGER entry_keeps_its_rows BEFORE UPDATE OR DELETE ON daoban.entry FOR EACH ROW EXECUTE FUNCTION daoban.keep_entries();
CREATE TRIGGER entry_keeps_its_rows_all BEFORE TRUNCATE ON daoban.entry FOR EACH STATEMENT EXECUTE FUNCTION daoban.keep_entries();
CREATE TRIGGER entry_keeps_its_rows_all BEFORE TRUNCATE ON daoban.entry_elsewhen FOR EACH STATEMENT EXECUTE FUNCTION daoban.keep_entries();

-- What was offered and not taken. A fork is another entry where one is held; a gap comes after more than is held; damaged is what does not
-- give its own hash, or does not follow its neighbour.
CREATE TABLE daoban.refusal (
  station     uuid    NOT NULL REFERENCES daoban.station,
  incarnation integer NOT NULL,
  kind        text    NOT NULL CHECK (kind IN ('fork', 'gap', 'damaged')),
  seq         bigint  NOT NULL,
  offered     text    NOT NULL,
  held        text,
  times       integer NOT NULL DEFAULT 1,
  first_at    timestamptz NOT NULL DEFAULT now(),
  last_at     timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (station, kind, incarnation, seq, offered)
);

ALTER TABLE daoban.station ENABLE ROW LEVEL SECURITY;
ALTER TABLE daoban.reader ENABLE ROW LEVEL SECURITY;
ALTER TABLE daoban.branch ENABLE ROW LEVEL SECURITY;
ALTER TABLE daoban.entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE daoban.entry_elsewhen ENABLE ROW LEVEL SECURITY;
ALTER TABLE daoban.refusal ENABLE ROW LEVEL SECURITY;
`;

export const migration = { version: 1, sql: schema } as const;
