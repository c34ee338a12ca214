-- +goose Up
-- Callers whom a tenant treats otherwise: kind vip goes first, blocked is not let in.
-- until 0: for ever; added_at and until are ms UTC.
create table caller_mark (
	id       text not null primary key,
	tenant   text not null,
	number   text not null,
	kind     text not null,
	reason   text not null,
	until    integer not null,
	added_at integer not null,
	added_by text not null
);
create unique index caller_mark_number on caller_mark (tenant, number);
