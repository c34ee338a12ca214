-- +goose Up
-- When no process had the floor, folded from its facts: from the last one before a start to
-- the start. Nobody wrote up a call meanwhile.
create table call_downtime (
	seq     bigint not null primary key,
	from_at bigint not null,
	to_at   bigint not null
);
