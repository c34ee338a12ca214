-- +goose Up
-- How often a process took the floor; in every id.
create table journal_epoch (
	stream text not null primary key,
	epoch  bigint not null
);
-- What the core heard: one row per batch, packed (base/journal/pack.go); kept 28 days.
create table journal_input (
	stream    text not null,
	first_seq bigint not null,
	last_seq  bigint not null,
	at        bigint not null,
	day       bigint not null,
	epoch     bigint not null,
	version   bigint not null,
	data      bytea not null,
	primary key (stream, first_seq)
);
-- What happened: appended once, never changed, kept for ever.
create table fact (
	stream  text not null,
	seq     bigint not null,
	at      bigint not null,
	cause   bigint not null,
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
);
create index fact_call on fact (call) where call <> '';
create index fact_promise on fact (promise) where promise <> '';
-- What gates need to go on after a restart.
create table journal_kept (
	kind text not null,
	name text not null,
	rev  bigint not null,
	data text not null,
	primary key (kind, name)
);
-- The core's whole state after an input; three are kept, for a day.
create table journal_snapshot (
	stream  text not null,
	seq     bigint not null,
	at      bigint not null,
	version bigint not null,
	data    bytea not null,
	primary key (stream, seq)
);
-- The only place where a telephone number stands beside its id (house.md 5.9). The digits
-- backwards find a number by its whole and by its end.
create table number (
	id     text not null primary key,
	tenant text not null,
	e164   text not null,
	back   text collate "C" not null,
	at     bigint not null
);
create index number_back on number (back, tenant);
