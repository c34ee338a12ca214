-- +goose Up
-- The open promise to a number, for who asks again.
create index promise_number on promise (tenant, number) where state <> 'closed';
