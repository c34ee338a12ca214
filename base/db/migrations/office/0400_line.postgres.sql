-- +goose Up
-- What tenants buy. data is the whole line as JSON; the columns beside it are what is looked
-- up. removed_at 0: in use; a removed one keeps its name for old calls.
create table line (
	id         text not null primary key,
	tenant     text not null,
	name       text not null,
	calendar   text not null,
	data       text not null,
	version    bigint not null,
	removed_at bigint not null
);
create unique index line_name on line (tenant, name) where removed_at = 0;
create index line_calendar on line (calendar);

-- Outcomes of lines, for their names: removed ones too.
create table disposition (
	id         text not null primary key,
	tenant     text not null,
	line       text not null,
	name       text not null,
	removed_at bigint not null
);
create index disposition_line on disposition (line);

create table calendar (
	id         text not null primary key,
	tenant     text not null,
	name       text not null,
	data       text not null,
	version    bigint not null,
	removed_at bigint not null
);
create unique index calendar_name on calendar (tenant, name) where removed_at = 0;
