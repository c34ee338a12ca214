-- +goose Up
-- People who sign in. login is lower case. password is an argon2id text, '' when none was
-- set yet. removed_at 0: works here.
create table user_account (
	id         text not null primary key,
	login      text not null,
	name       text not null,
	password   text not null,
	lang       text not null,
	theme      text not null,
	desk       text not null,
	version    integer not null,
	removed_at integer not null
);
create unique index user_login on user_account (login) where removed_at = 0;

create table user_grant (
	user_id text not null,
	tenant  text not null,
	role    text not null,
	primary key (user_id, tenant, role)
);

create table skill (
	id         text not null primary key,
	name       text not null,
	version    integer not null,
	removed_at integer not null
);
create unique index skill_name on skill (name) where removed_at = 0;

create table user_skill (
	user_id text not null,
	skill   text not null,
	level   integer not null,
	primary key (user_id, skill)
);
create index user_skill_skill on user_skill (skill);

-- Sign-ins. hash is of the token that the browser keeps: who reads this table cannot sign in.
create table user_session (
	hash    text not null primary key,
	user_id text not null,
	made_at integer not null,
	used_at integer not null,
	ends_at integer not null
);
create index user_session_user on user_session (user_id);

-- One-time links to set a password. used_at 0: not used.
create table user_link (
	hash    text not null primary key,
	user_id text not null,
	purpose text not null,
	made_at integer not null,
	ends_at integer not null,
	used_at integer not null
);
create index user_link_user on user_link (user_id);
