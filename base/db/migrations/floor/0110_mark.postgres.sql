-- +goose Up
-- What the state was after an input, so that a replayed day can be held to it; kept as long
-- as the inputs. Some carry the state itself (gzip), from which a replay begins.
create table journal_mark (
	stream  text not null,
	seq     bigint not null,
	at      bigint not null,
	day     bigint not null,
	version bigint not null,
	hash    bytea not null,
	parts   text not null,
	size    bigint not null,
	state   bytea not null,
	primary key (stream, seq)
);
