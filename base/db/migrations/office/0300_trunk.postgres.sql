-- +goose Up
-- Connections to carriers. removed_at 0: in use; a removed one keeps its name for old calls.
create table trunk (
	id         text not null primary key,
	name       text not null,
	kind       text not null,
	address    text not null,
	transport  text not null,
	sources    text not null,
	region     text not null,
	channels   bigint not null,
	enabled    boolean not null,
	version    bigint not null,
	removed_at bigint not null
);
create unique index trunk_name on trunk (name) where removed_at = 0;

-- Numbers that callers dial.
create table did (
	id         text not null primary key,
	tenant     text not null,
	e164       text not null,
	name       text not null,
	line       text not null,
	flow       text not null,
	trunk      text not null,
	version    bigint not null,
	removed_at bigint not null
);
create unique index did_e164 on did (e164) where removed_at = 0;
create index did_tenant on did (tenant, e164);

-- Desk phones. The secret is kept only as digest needs it (RFC 7616 3.4.2).
create table device (
	id         text not null primary key,
	name       text not null,
	agent      text not null,
	login      text not null,
	contact    text not null,
	ha1_md5    text not null,
	ha1_sha256 text not null,
	enabled    boolean not null,
	version    bigint not null,
	removed_at bigint not null
);
create unique index device_login on device (login) where removed_at = 0 and login <> '';
create unique index device_contact on device (contact) where removed_at = 0 and contact <> '';

-- What the telephones said to each other: a ring, secrets masked. A row holds what was said
-- on one leg within a second, as JSON.
create table sip_trace (
	seq  bigint not null primary key,
	at   bigint not null,
	call text not null,
	leg  text not null,
	data text not null
);
create index sip_trace_call on sip_trace (call, seq);
create index sip_trace_leg on sip_trace (leg, seq);
