-- +goose Up
-- Questions without whose answer a promise cannot be kept. Only the hash of a letter's token
-- is here.
create table enquiry (
	id          text not null primary key,
	tenant      text not null,
	promise     text not null,
	number      text not null,
	asked_by    text not null,
	asked_at    bigint not null,
	kind        text not null,
	to_user     text not null,
	to_name     text not null,
	to_mail     text not null,
	question    text not null,
	deadline    bigint not null,
	state       text not null,
	answer      text not null,
	answered_by text not null,
	ended_at    bigint not null,
	freed       boolean not null,
	token       text not null,
	token_until bigint not null,
	letter      text not null
);
create index enquiry_promise on enquiry (promise, asked_at);
create index enquiry_open on enquiry (deadline) where state = 'open';
create index enquiry_tenant on enquiry (tenant, asked_at);
create index enquiry_user on enquiry (to_user, asked_at);
create index enquiry_number on enquiry (tenant, number);
create unique index enquiry_token on enquiry (token) where token <> '';
