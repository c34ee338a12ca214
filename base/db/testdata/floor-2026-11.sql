-- The SQLite schema as of November 2026 with two rows in each table. Never changed.
BEGIN TRANSACTION;
CREATE TABLE fact (
	stream  text not null,
	seq     integer not null,
	at      integer not null,
	cause   integer not null,
	tenant  text not null,
	line    text not null,
	call    text not null,
	item    text not null,
	agent   text not null,
	promise text not null,
	actor   text not null,
	type    text not null,
	data    text not null,
	primary key (stream, seq)
) without rowid;
INSERT INTO "fact" VALUES('fact_stream_1',1000,1000,1000,'fact_tenant_1','fact_line_1','fact_call_1','fact_item_1','fact_agent_1','fact_promise_1','fact_actor_1','fact_type_1','fact_data_1');
INSERT INTO "fact" VALUES('fact_stream_2',2000,2000,2000,'fact_tenant_2','fact_line_2','fact_call_2','fact_item_2','fact_agent_2','fact_promise_2','fact_actor_2','fact_type_2','fact_data_2');
CREATE TABLE journal_epoch (
	stream text not null primary key,
	epoch  integer not null
);
INSERT INTO "journal_epoch" VALUES('journal_epoch_stream_1',1000);
INSERT INTO "journal_epoch" VALUES('journal_epoch_stream_2',2000);
CREATE TABLE journal_input (
	stream    text not null,
	first_seq integer not null,
	last_seq  integer not null,
	at        integer not null,
	day       integer not null,
	epoch     integer not null,
	version   integer not null,
	data      blob not null,
	primary key (stream, first_seq)
) without rowid;
INSERT INTO "journal_input" VALUES('journal_input_stream_1',1000,1000,1000,1000,1000,1000,X'01');
INSERT INTO "journal_input" VALUES('journal_input_stream_2',2000,2000,2000,2000,2000,2000,X'02');
CREATE TABLE journal_kept (
	kind text not null,
	name text not null,
	rev  integer not null,
	data text not null,
	primary key (kind, name)
) without rowid;
INSERT INTO "journal_kept" VALUES('journal_kept_kind_1','journal_kept_name_1',1000,'journal_kept_data_1');
INSERT INTO "journal_kept" VALUES('journal_kept_kind_2','journal_kept_name_2',2000,'journal_kept_data_2');
CREATE TABLE journal_snapshot (
	stream  text not null,
	seq     integer not null,
	at      integer not null,
	version integer not null,
	data    blob not null,
	primary key (stream, seq)
);
INSERT INTO "journal_snapshot" VALUES('journal_snapshot_stream_1',1000,1000,1000,X'01');
INSERT INTO "journal_snapshot" VALUES('journal_snapshot_stream_2',2000,2000,2000,X'02');
CREATE TABLE migration (id INTEGER PRIMARY KEY AUTOINCREMENT, version_id INTEGER NOT NULL, is_applied INTEGER NOT NULL, tstamp TIMESTAMP DEFAULT (datetime('now')));
INSERT INTO "migration" VALUES(1,0,1,'2026-11-01 00:00:00');
INSERT INTO "migration" VALUES(2,100,1,'2026-11-01 00:00:00');
CREATE TABLE number (
	id     text not null primary key,
	tenant text not null,
	e164   text not null,
	back   text not null,
	at     integer not null
) without rowid;
INSERT INTO "number" VALUES('number_id_1','number_tenant_1','number_e164_1','number_back_1',1000);
INSERT INTO "number" VALUES('number_id_2','number_tenant_2','number_e164_2','number_back_2',2000);
CREATE INDEX fact_call on fact (call) where call <> '';
CREATE INDEX fact_promise on fact (promise) where promise <> '';
CREATE INDEX number_back on number (back, tenant);
COMMIT;
