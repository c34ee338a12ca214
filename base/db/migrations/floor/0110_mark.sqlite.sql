-- +goose Up
-- What the state was after an input, so that a replayed day can be held to it; kept as long
-- as the inputs. Some carry the state itself (gzip), from which a replay begins.
create table journal_mark (
	stream  text not null,
	seq     integer not null,
	at      integer not null,
	day     integer not null,
	version integer not null,
	hash    blob not null,
	parts   text not null,
	size    integer not null,
	state   blob not null,
	primary key (stream, seq)
);
