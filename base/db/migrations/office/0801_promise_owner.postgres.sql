-- +goose Up
-- Who agreed to call; "" is whoever is free.
alter table promise add column owner text not null default '';
