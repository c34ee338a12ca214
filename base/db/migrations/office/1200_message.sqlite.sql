-- +goose Up
-- Words of a supervisor to an agent. read_at 0: not read yet.
create table message (
	id      text not null primary key,
	sender  text not null,
	agent   text not null,
	text    text not null,
	at      integer not null,
	read_at integer not null
);
create index message_agent on message (agent, at, id);
create index message_sender on message (sender, at, id);
create index message_at on message (at);
