-- +goose Up
-- Who listened to whose call, folded from the floor's facts: delete all, fold again, get the
-- same rows. data is the fact as it is.
create table audit_ear (
	seq    integer not null primary key,
	at     integer not null,
	tenant text not null,
	line   text not null,
	call   text not null,
	agent  text not null,
	actor  text not null,
	type   text not null,
	data   text not null
);
create index audit_ear_tenant on audit_ear (tenant, seq);
