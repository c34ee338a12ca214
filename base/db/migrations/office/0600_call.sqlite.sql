-- +goose Up
-- Calls, folded from the floor's facts: delete all, fold again, get the same bytes. data is
-- the whole call as JSON; the columns beside it are what lists filter by.
create table call (
	id         text not null primary key,
	tenant     text not null,
	line       text not null,
	number     text not null,
	direction  text not null,
	result     text not null,
	lost       boolean not null,
	started_at integer not null,
	lasted_ms  integer not null,
	data       text not null
);
create index call_at on call (started_at, id);
create index call_tenant on call (tenant, started_at, id);
create index call_line on call (line, started_at, id);
create index call_number on call (number, started_at);
create index call_result on call (result, started_at, id);

-- Who had part in a call: talked, or was offered it and did not take it.
create table call_agent (
	agent      text not null,
	call       text not null,
	talked     boolean not null,
	started_at integer not null,
	primary key (agent, call)
);
create index call_agent_at on call_agent (agent, started_at, call);
create index call_agent_call on call_agent (call);

-- Notes are written by people and are no projection.
create table call_note (
	call    text not null primary key,
	tenant  text not null,
	text    text not null,
	author  text not null,
	at      integer not null,
	version integer not null
);
