-- +goose Up
-- How well each leg's sound crossed the network, the last word of media: no projection,
-- because no fact tells it.
create table call_quality (
	leg       text not null primary key,
	loss_pct  real not null,
	jitter_ms real not null,
	mos       real not null,
	one_way   boolean not null,
	at        integer not null
);
create index call_quality_at on call_quality (at);
