-- +goose Up
-- Questions that menus ask other programs over HTTP. Headers hold secrets: written, never read
-- by people.
create table lookup (
	id         text not null primary key,
	tenant     text not null,
	name       text not null,
	data       text not null,
	headers    text not null,
	version    bigint not null,
	removed_at bigint not null
);
create unique index lookup_name on lookup (tenant, name) where removed_at = 0;

-- Where a tenant's look-ups may go.
create table lookup_guard (
	tenant text not null primary key,
	data   text not null
);

-- Whom callers can dial in a menu.
create table extension (
	agent text not null primary key,
	ext   text not null,
	name  text not null
);
