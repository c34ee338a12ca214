-- +goose Up
-- Facts of the office stream (house.md 5.2): appended once, never changed.
create table fact (
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
);
create index fact_type on fact (type, at);
create table fact_stream (
	stream text not null primary key,
	seq    integer not null
);
