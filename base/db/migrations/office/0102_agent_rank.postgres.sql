-- +goose Up
-- What lines that ask agents top down or by chance go by: place from 1, 0 after all who have
-- one; weight 1 to 100, 0 counts as 1.
alter table user_account add column place bigint not null default 0;
alter table user_account add column weight bigint not null default 0;
