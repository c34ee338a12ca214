-- +goose Up
-- The house's mail server: one row.
create table mail_server (
	id       text not null primary key,
	host     text not null,
	port     integer not null,
	security text not null,
	login    text not null,
	secret   text not null,
	sender   text not null,
	name     text not null,
	address  text not null,
	version  integer not null
);

-- Letters on their way. The text is there until the letter has gone or was given up: it
-- holds links that open things.
create table letter (
	id      text not null primary key,
	tenant  text not null,
	addr    text not null,
	subject text not null,
	text    text not null,
	state   text not null,
	tries   integer not null,
	next_at integer not null,
	why     text not null,
	at      integer not null,
	sent_at integer not null
);
create index letter_next on letter (next_at) where state = 'waiting';
create index letter_at on letter (at);
