-- +goose Up
-- How far each reader has followed the floor's stream of facts (base/reader).
create table reader (
	name text not null primary key,
	seq  integer not null
);
