-- +goose Up
-- What stands on a client's site and asks for a number to call. data is JSON: origins,
-- regions, texts, colour, hours.
create table widget (
	id      text not null primary key,
	tenant  text not null,
	key     text not null,
	line    text not null,
	name    text not null,
	on_air  boolean not null,
	data    text not null,
	version bigint not null
);
create unique index widget_key on widget (key);
create index widget_tenant on widget (tenant, name);

-- Who asked: the name is a person's data, it goes with his number and after some weeks.
create table widget_request (
	id      text not null primary key,
	tenant  text not null,
	widget  text not null,
	promise text not null,
	number  text not null,
	name    text not null,
	lang    text not null,
	site    text not null,
	at      bigint not null
);
create index widget_request_promise on widget_request (promise, at);
create index widget_request_number on widget_request (tenant, number);
create index widget_request_at on widget_request (at);
