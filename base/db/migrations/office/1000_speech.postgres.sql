-- +goose Up
-- Texts that were spoken by the speech program; their sound is two blobs. kept: a menu plays
-- it; others are forgotten a day after their last use, because they may name people.
create table speech (
	id      text not null primary key,
	tenant  text not null,
	lang    text not null,
	ms      bigint not null,
	kept    boolean not null,
	made_at bigint not null,
	used_at bigint not null
);
create index speech_used on speech (used_at) where kept = false;
