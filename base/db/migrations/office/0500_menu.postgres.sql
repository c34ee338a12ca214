-- +goose Up
-- Voice menus: the draft that is edited, and each published version for ever, because a call
-- of last month went through it.
create table menu (
	id           text not null primary key,
	tenant       text not null,
	name         text not null,
	draft        text not null,
	published    bigint not null,
	published_at bigint not null,
	version      bigint not null,
	removed_at   bigint not null
);
create unique index menu_name on menu (tenant, name) where removed_at = 0;
create table menu_version (
	menu    text not null,
	version bigint not null,
	tenant  text not null,
	program text not null,
	at      bigint not null,
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
	ms         bigint not null,
	sha_alaw   text not null,
	sha_ulaw   text not null,
	created_at bigint not null,
	version    bigint not null,
	removed_at bigint not null
);
create unique index prompt_name on prompt (tenant, name) where removed_at = 0;
