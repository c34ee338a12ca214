-- +goose Up
-- Surveys after conversations, folded from the floor's facts: delete all, fold again, get the
-- same bytes. csat is 1 to 5, solved 1 yes and 2 no; 0 is no answer.
create table survey (
	item     text not null primary key,
	call     text not null,
	tenant   text not null,
	line     text not null,
	agent    text not null,
	asked_at bigint not null,
	csat     bigint not null,
	solved   bigint not null,
	comment  text not null,
	ended    bigint not null,
	complete bigint not null
);
create index survey_of_tenant on survey (tenant, asked_at);
create index survey_of_call on survey (call);

-- How the callers of a line are asked; flow empty: the shipped questions.
create table survey_setting (
	line    text not null primary key,
	tenant  text not null,
	share   bigint not null,
	flow    text not null,
	version bigint not null
);
