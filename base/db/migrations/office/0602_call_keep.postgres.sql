-- +goose Up
-- Calls that must be kept whole whatever the retention says: a complaint, a court.
create table call_hold (
	call   text not null primary key,
	tenant text not null,
	why    text not null,
	author text not null,
	at     bigint not null
);
create index call_hold_tenant on call_hold (tenant, call);

-- How long people's data of a tenant's calls (notes, handovers, numbers) is kept; a tenant
-- without a row keeps it.
create table call_retention (
	tenant  text not null primary key,
	days    bigint not null,
	version bigint not null
);
