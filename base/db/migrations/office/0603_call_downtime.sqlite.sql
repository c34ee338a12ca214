-- +goose Up
-- When no process had the floor, folded from its facts: from the last one before a start to
-- the start. Nobody wrote up a call meanwhile.
create table call_downtime (
	seq     integer not null primary key,
	from_at integer not null,
	to_at   integer not null
);
