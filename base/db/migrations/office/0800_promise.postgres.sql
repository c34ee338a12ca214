-- +goose Up
-- Promises, folded from the floor's facts: delete all, fold again, get the same bytes.
create table promise (
	id           text not null primary key,
	tenant       text not null,
	line         text not null,
	call         text not null,
	kind         text not null,
	cause        text not null,
	number       text not null,
	recording    text not null,
	state        text not null,
	origin_at    bigint not null,
	opened_at    bigint not null,
	due_at       bigint not null,
	misses       bigint not null,
	attempts     bigint not null,
	agent        text not null,
	outcome      text not null,
	first_try_at bigint not null,
	closed_at    bigint not null,
	reason       text not null,
	detail       text not null
);
create index promise_due on promise (due_at, id) where state <> 'closed';
create index promise_closed on promise (closed_at, id) where state = 'closed';
create index promise_opened on promise (tenant, opened_at);

-- The law of each tenant: how many were opened and closed, and the chain over the stored
-- bytes of all promise facts up to seq.
create table promise_law (
	tenant    text not null primary key,
	opened    bigint not null,
	closed    bigint not null,
	no_number bigint not null,
	facts     bigint not null,
	seq       bigint not null,
	hash      text not null
);

-- What the last check of the law found; no projection.
create table promise_check (
	tenant text not null primary key,
	at     bigint not null,
	ok     boolean not null,
	why    text not null
);
