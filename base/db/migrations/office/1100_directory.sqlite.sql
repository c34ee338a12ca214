-- +goose Up
-- Whom a call can be handed to outside the centre. search is name, post and number in small
-- letters: databases disagree about the small letters of other alphabets.
create table directory_entry (
	id         text not null primary key,
	tenant     text not null,
	name       text not null,
	post       text not null,
	number     text not null,
	hours      text not null,
	presence   text not null,
	search     text not null,
	version    integer not null
);
create index directory_entry_tenant on directory_entry (tenant, name, id);
