-- +goose Up
-- Agents who work together, with the person who leads them; '' is nobody. removed_at 0: exists.
create table team (
	id         text not null primary key,
	name       text not null,
	leader     text not null,
	version    bigint not null,
	removed_at bigint not null
);
create unique index team_name on team (name) where removed_at = 0;
alter table user_account add column team text not null default '';
create index user_team on user_account (team);
