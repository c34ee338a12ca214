-- +goose Up
-- The enquiry that a promise waits for, "" when for none, and until when.
alter table promise add column enquiry text not null default '';
alter table promise add column blocked_until integer not null default 0;
