-- +goose Up
-- Who calls and what for, as one agent tells another when he hands a call over. Texts are
-- people's data: they go with the call's (house.md 5.9). prompt: the same, spoken.
create table call_handover (
	call    text not null primary key,
	tenant  text not null,
	name    text not null,
	purpose text not null,
	prompt  text not null,
	author  text not null,
	at      integer not null,
	version integer not null
);
create index call_handover_tenant on call_handover (tenant, at);
create index call_note_tenant on call_note (tenant, at);
