-- +goose Up
-- Clients of the centre; ten_house is the centre itself. removed_at 0: served.
create table tenant (
	id         text not null primary key,
	name       text not null,
	colour     integer not null,
	zone       text not null,
	lang       text not null,
	region     text not null,
	record     boolean not null,
	version    integer not null,
	removed_at integer not null
);
create unique index tenant_name on tenant (name) where removed_at = 0;
insert into tenant (id, name, colour, zone, lang, region, record, version, removed_at)
values ('ten_house', 'Centre', 1, 'Europe/Kyiv', 'ru', 'UA', true, 1, 0);

-- Reasons for not taking calls. reserved: set by rules only, never changed. limit_ms 0: none.
create table pause (
	id         text not null primary key,
	name       text not null,
	kind       text not null,
	limit_ms   integer not null,
	reserved   boolean not null,
	version    integer not null,
	removed_at integer not null
);
create unique index pause_name on pause (name) where removed_at = 0;
insert into pause (id, name, kind, limit_ms, reserved, version, removed_at) values
	('pau_break', 'Break', 'break', 900000, false, 1, 0),
	('pau_meal', 'Meal', 'meal', 3600000, false, 1, 0),
	('pau_training', 'Training', 'training', 0, false, 1, 0),
	('pau_meeting', 'Meeting', 'meeting', 0, false, 1, 0),
	('pau_back_office', 'Paper work', 'back_office', 0, false, 1, 0),
	('pau_technical', 'Technical trouble', 'technical', 0, false, 1, 0),
	('pau_rona', 'Did not answer', 'system', 0, true, 1, 0),
	('pau_lost_connection', 'Connection lost', 'system', 0, true, 1, 0),
	('pau_wrapup_overrun', 'Wrap-up overrun', 'system', 0, true, 1, 0),
	('pau_forced', 'Set by supervisor', 'system', 0, true, 1, 0);
