-- +goose Up
-- Numbers that a tenant's menus know without an earlier call: its list of regular customers.
create table known_caller (
	tenant text not null,
	number text not null,
	name   text not null,
	primary key (tenant, number)
);
