-- +goose Up
-- Voice menus: the draft that is edited, and each published version for ever, because a call
-- of last month went through it.
create table menu (
	id           text not null primary key,
	tenant       text not null,
	name         text not null,
	draft        text not null,
	published    integer not null,
	published_at integer not null,
	version      integer not null,
	removed_at   integer not null
);
create unique index menu_name on menu (tenant, name) where removed_at = 0;
create table menu_version (
	menu    text not null,
	version integer not null,
	tenant  text not null,
	program text not null,
	at      integer not null,
	actor   text not null,
	primary key (menu, version)
);

-- Uploaded sounds; their bytes are blobs in both laws.
create table prompt (
	id         text not null primary key,
	tenant     text not null,
	name       text not null,
	lang       text not null,
	said       text not null,
	ms         integer not null,
	sha_alaw   text not null,
	sha_ulaw   text not null,
	created_at integer not null,
	version    integer not null,
	removed_at integer not null
);
create unique index prompt_name on prompt (tenant, name) where removed_at = 0;
