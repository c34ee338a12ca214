-- +goose Up
-- What some carriers want beside an address, as JSON, and the password of our account there:
-- digest needs it as it is, since the carrier's realm is not known before it asks.
alter table trunk add column details text not null default '{}';
alter table trunk add column secret text not null default '';
