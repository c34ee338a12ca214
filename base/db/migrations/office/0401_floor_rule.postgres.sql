-- +goose Up
-- What holds for all lines of a floor. pick: how an agent finds the next caller among the lines
-- that he serves, '' is by age; starve_s: after so many seconds nobody overtakes any more, 0 is 600.
create table floor_rule (
	floor    text not null primary key,
	pick     text not null,
	starve_s bigint not null,
	version  bigint not null
);
