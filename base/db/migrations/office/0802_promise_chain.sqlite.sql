-- +goose Up
-- Each fact of promises as a link of its tenant's chain: which fact, and the hash over the
-- former link and the fact's stored bytes. Folded like promise; what a link says of its fact
-- is there to name it when the fact itself is gone.
create table promise_link (
	seq     integer not null primary key,
	tenant  text not null,
	n       integer not null,
	at      integer not null,
	promise text not null,
	hash    text not null
);
create unique index promise_link_n on promise_link (tenant, n);

-- Heads of chains as they once were; no projection: a chain that is made anew over changed
-- facts does not agree with them.
create table promise_head (
	tenant text not null,
	n      integer not null,
	hash   text not null,
	at     integer not null,
	why    text not null,
	primary key (tenant, n)
);

-- How the chain is computed; 1 are those without links, made again at the next start.
alter table promise_law add column form integer not null default 1;

-- The first broken link, where one is: its number, its fact, its promise and its moment.
alter table promise_check add column facts integer not null default 0;
alter table promise_check add column n integer not null default 0;
alter table promise_check add column seq integer not null default 0;
alter table promise_check add column promise text not null default '';
alter table promise_check add column broken_at integer not null default 0;
