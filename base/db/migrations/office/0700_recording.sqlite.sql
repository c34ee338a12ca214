-- +goose Up
-- Recordings, folded from the floor's facts: delete all, fold again, get the same bytes.
create table recording (
	id         text not null primary key,
	tenant     text not null,
	line       text not null,
	call       text not null,
	agent      text not null,
	voicemail  boolean not null,
	started_at integer not null,
	closed_at  integer not null,
	ms         integer not null,
	bytes      integer not null,
	sha256     text not null,
	gaps       integer not null,
	failed     text not null
);
create index recording_call on recording (call);
create index recording_tenant on recording (tenant, closed_at);
create index recording_failed on recording (started_at, id) where failed <> '';

-- Where the sound of a recording is: no projection, because it is about blobs and not facts.
create table recording_file (
	recording  text not null primary key,
	tenant     text not null,
	name       text not null,
	stored_at  integer not null,
	spool_gone boolean not null,
	tries      integer not null,
	next_at    integer not null,
	problem    text not null,
	peaks      text not null,
	removed_at integer not null
);
create index recording_file_spool on recording_file (next_at) where spool_gone = false;
create index recording_file_problem on recording_file (recording) where problem <> '';

-- How long a tenant's recordings are kept; a tenant without a row has the default.
create table recording_retention (
	tenant  text not null primary key,
	days    integer not null,
	version integer not null
);
