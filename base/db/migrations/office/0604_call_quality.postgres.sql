-- +goose Up
-- How well each leg's sound crossed the network, the last word of media: no projection,
-- because no fact tells it.
create table call_quality (
	leg       text not null primary key,
	loss_pct  double precision not null,
	jitter_ms double precision not null,
	mos       double precision not null,
	one_way   boolean not null,
	at        bigint not null
);
create index call_quality_at on call_quality (at);
