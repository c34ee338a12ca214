-- The SQLite schema as of November 2026 with two rows in each table. Never changed.
BEGIN TRANSACTION;
CREATE TABLE calendar (
	id         text not null primary key,
	tenant     text not null,
	name       text not null,
	data       text not null,
	version    integer not null,
	removed_at integer not null
);
INSERT INTO "calendar" VALUES('calendar_id_1','calendar_tenant_1','calendar_name_1','calendar_data_1',1000,1000);
INSERT INTO "calendar" VALUES('calendar_id_2','calendar_tenant_2','calendar_name_2','calendar_data_2',2000,2000);
CREATE TABLE call (
	id         text not null primary key,
	tenant     text not null,
	line       text not null,
	number     text not null,
	direction  text not null,
	result     text not null,
	lost       boolean not null,
	started_at integer not null,
	lasted_ms  integer not null,
	data       text not null
);
INSERT INTO "call" VALUES('call_id_1','call_tenant_1','call_line_1','call_number_1','call_direction_1','call_result_1',1,1000,1000,'call_data_1');
INSERT INTO "call" VALUES('call_id_2','call_tenant_2','call_line_2','call_number_2','call_direction_2','call_result_2',0,2000,2000,'call_data_2');
CREATE TABLE call_agent (
	agent      text not null,
	call       text not null,
	talked     boolean not null,
	started_at integer not null,
	primary key (agent, call)
);
INSERT INTO "call_agent" VALUES('call_agent_agent_1','call_agent_call_1',1,1000);
INSERT INTO "call_agent" VALUES('call_agent_agent_2','call_agent_call_2',0,2000);
CREATE TABLE call_note (
	call    text not null primary key,
	tenant  text not null,
	text    text not null,
	author  text not null,
	at      integer not null,
	version integer not null
);
INSERT INTO "call_note" VALUES('call_note_call_1','call_note_tenant_1','call_note_text_1','call_note_author_1',1000,1000);
INSERT INTO "call_note" VALUES('call_note_call_2','call_note_tenant_2','call_note_text_2','call_note_author_2',2000,2000);
CREATE TABLE device (
	id         text not null primary key,
	name       text not null,
	agent      text not null,
	login      text not null,
	contact    text not null,
	ha1_md5    text not null,
	ha1_sha256 text not null,
	enabled    boolean not null,
	version    integer not null,
	removed_at integer not null
);
INSERT INTO "device" VALUES('device_id_1','device_name_1','device_agent_1','device_login_1','device_contact_1','device_ha1_md5_1','device_ha1_sha256_1',1,1000,1000);
INSERT INTO "device" VALUES('device_id_2','device_name_2','device_agent_2','device_login_2','device_contact_2','device_ha1_md5_2','device_ha1_sha256_2',0,2000,2000);
CREATE TABLE did (
	id         text not null primary key,
	tenant     text not null,
	e164       text not null,
	name       text not null,
	line       text not null,
	flow       text not null,
	trunk      text not null,
	version    integer not null,
	removed_at integer not null
);
INSERT INTO "did" VALUES('did_id_1','did_tenant_1','did_e164_1','did_name_1','did_line_1','did_flow_1','did_trunk_1',1000,1000);
INSERT INTO "did" VALUES('did_id_2','did_tenant_2','did_e164_2','did_name_2','did_line_2','did_flow_2','did_trunk_2',2000,2000);
CREATE TABLE disposition (
	id         text not null primary key,
	tenant     text not null,
	line       text not null,
	name       text not null,
	removed_at integer not null
);
INSERT INTO "disposition" VALUES('disposition_id_1','disposition_tenant_1','disposition_line_1','disposition_name_1',1000);
INSERT INTO "disposition" VALUES('disposition_id_2','disposition_tenant_2','disposition_line_2','disposition_name_2',2000);
CREATE TABLE fact (
	stream  text not null,
	seq     integer not null,
	at      integer not null,
	cause   integer not null,
	tenant  text not null,
	line    text not null,
	call    text not null,
	item    text not null,
	agent   text not null,
	promise text not null,
	actor   text not null,
	type    text not null,
	data    text not null,
	primary key (stream, seq)
);
INSERT INTO "fact" VALUES('fact_stream_1',1000,1000,1000,'fact_tenant_1','fact_line_1','fact_call_1','fact_item_1','fact_agent_1','fact_promise_1','fact_actor_1','fact_type_1','fact_data_1');
INSERT INTO "fact" VALUES('fact_stream_2',2000,2000,2000,'fact_tenant_2','fact_line_2','fact_call_2','fact_item_2','fact_agent_2','fact_promise_2','fact_actor_2','fact_type_2','fact_data_2');
CREATE TABLE fact_stream (
	stream text not null primary key,
	seq    integer not null
);
INSERT INTO "fact_stream" VALUES('fact_stream_stream_1',1000);
INSERT INTO "fact_stream" VALUES('fact_stream_stream_2',2000);
CREATE TABLE line (
	id         text not null primary key,
	tenant     text not null,
	name       text not null,
	calendar   text not null,
	data       text not null,
	version    integer not null,
	removed_at integer not null
);
INSERT INTO "line" VALUES('line_id_1','line_tenant_1','line_name_1','line_calendar_1','line_data_1',1000,1000);
INSERT INTO "line" VALUES('line_id_2','line_tenant_2','line_name_2','line_calendar_2','line_data_2',2000,2000);
CREATE TABLE menu (
	id           text not null primary key,
	tenant       text not null,
	name         text not null,
	draft        text not null,
	published    integer not null,
	published_at integer not null,
	version      integer not null,
	removed_at   integer not null
);
INSERT INTO "menu" VALUES('menu_id_1','menu_tenant_1','menu_name_1','menu_draft_1',1000,1000,1000,1000);
INSERT INTO "menu" VALUES('menu_id_2','menu_tenant_2','menu_name_2','menu_draft_2',2000,2000,2000,2000);
CREATE TABLE menu_version (
	menu    text not null,
	version integer not null,
	tenant  text not null,
	program text not null,
	at      integer not null,
	actor   text not null,
	primary key (menu, version)
);
INSERT INTO "menu_version" VALUES('menu_version_menu_1',1000,'menu_version_tenant_1','menu_version_program_1',1000,'menu_version_actor_1');
INSERT INTO "menu_version" VALUES('menu_version_menu_2',2000,'menu_version_tenant_2','menu_version_program_2',2000,'menu_version_actor_2');
CREATE TABLE migration (id INTEGER PRIMARY KEY AUTOINCREMENT, version_id INTEGER NOT NULL, is_applied INTEGER NOT NULL, tstamp TIMESTAMP DEFAULT (datetime('now')));
INSERT INTO "migration" VALUES(1,0,1,'2026-11-01 00:00:00');
INSERT INTO "migration" VALUES(2,1,1,'2026-11-01 00:00:00');
INSERT INTO "migration" VALUES(3,2,1,'2026-11-01 00:00:00');
INSERT INTO "migration" VALUES(4,100,1,'2026-11-01 00:00:00');
INSERT INTO "migration" VALUES(5,200,1,'2026-11-01 00:00:00');
INSERT INTO "migration" VALUES(6,300,1,'2026-11-01 00:00:00');
INSERT INTO "migration" VALUES(7,400,1,'2026-11-01 00:00:00');
INSERT INTO "migration" VALUES(8,500,1,'2026-11-01 00:00:00');
INSERT INTO "migration" VALUES(9,600,1,'2026-11-01 00:00:00');
INSERT INTO "migration" VALUES(10,700,1,'2026-11-01 00:00:00');
INSERT INTO "migration" VALUES(11,800,1,'2026-11-01 00:00:00');
CREATE TABLE pause (
	id         text not null primary key,
	name       text not null,
	kind       text not null,
	limit_ms   integer not null,
	reserved   boolean not null,
	version    integer not null,
	removed_at integer not null
);
INSERT INTO "pause" VALUES('pau_break','Break','break',900000,0,1,0);
INSERT INTO "pause" VALUES('pau_meal','Meal','meal',3600000,0,1,0);
INSERT INTO "pause" VALUES('pau_training','Training','training',0,0,1,0);
INSERT INTO "pause" VALUES('pau_meeting','Meeting','meeting',0,0,1,0);
INSERT INTO "pause" VALUES('pau_back_office','Paper work','back_office',0,0,1,0);
INSERT INTO "pause" VALUES('pau_technical','Technical trouble','technical',0,0,1,0);
INSERT INTO "pause" VALUES('pau_rona','Did not answer','system',0,1,1,0);
INSERT INTO "pause" VALUES('pau_lost_connection','Connection lost','system',0,1,1,0);
INSERT INTO "pause" VALUES('pau_wrapup_overrun','Wrap-up overrun','system',0,1,1,0);
INSERT INTO "pause" VALUES('pau_forced','Set by supervisor','system',0,1,1,0);
INSERT INTO "pause" VALUES('pause_id_1','pause_name_1','pause_kind_1',1000,1,1000,1000);
INSERT INTO "pause" VALUES('pause_id_2','pause_name_2','pause_kind_2',2000,0,2000,2000);
CREATE TABLE promise (
	id           text not null primary key,
	tenant       text not null,
	line         text not null,
	call         text not null,
	kind         text not null,
	cause        text not null,
	number       text not null,
	recording    text not null,
	state        text not null,
	origin_at    integer not null,
	opened_at    integer not null,
	due_at       integer not null,
	misses       integer not null,
	attempts     integer not null,
	agent        text not null,
	outcome      text not null,
	first_try_at integer not null,
	closed_at    integer not null,
	reason       text not null,
	detail       text not null
);
INSERT INTO "promise" VALUES('promise_id_1','promise_tenant_1','promise_line_1','promise_call_1','promise_kind_1','promise_cause_1','promise_number_1','promise_recording_1','promise_state_1',1000,1000,1000,1000,1000,'promise_agent_1','promise_outcome_1',1000,1000,'promise_reason_1','promise_detail_1');
INSERT INTO "promise" VALUES('promise_id_2','promise_tenant_2','promise_line_2','promise_call_2','promise_kind_2','promise_cause_2','promise_number_2','promise_recording_2','promise_state_2',2000,2000,2000,2000,2000,'promise_agent_2','promise_outcome_2',2000,2000,'promise_reason_2','promise_detail_2');
CREATE TABLE promise_check (
	tenant text not null primary key,
	at     integer not null,
	ok     boolean not null,
	why    text not null
);
INSERT INTO "promise_check" VALUES('promise_check_tenant_1',1000,1,'promise_check_why_1');
INSERT INTO "promise_check" VALUES('promise_check_tenant_2',2000,0,'promise_check_why_2');
CREATE TABLE promise_law (
	tenant    text not null primary key,
	opened    integer not null,
	closed    integer not null,
	no_number integer not null,
	facts     integer not null,
	seq       integer not null,
	hash      text not null
);
INSERT INTO "promise_law" VALUES('promise_law_tenant_1',1000,1000,1000,1000,1000,'promise_law_hash_1');
INSERT INTO "promise_law" VALUES('promise_law_tenant_2',2000,2000,2000,2000,2000,'promise_law_hash_2');
CREATE TABLE prompt (
	id         text not null primary key,
	tenant     text not null,
	name       text not null,
	lang       text not null,
	said       text not null,
	ms         integer not null,
	sha_alaw   text not null,
	sha_ulaw   text not null,
	created_at integer not null,
	version    integer not null,
	removed_at integer not null
);
INSERT INTO "prompt" VALUES('prompt_id_1','prompt_tenant_1','prompt_name_1','prompt_lang_1','prompt_said_1',1000,'prompt_sha_alaw_1','prompt_sha_ulaw_1',1000,1000,1000);
INSERT INTO "prompt" VALUES('prompt_id_2','prompt_tenant_2','prompt_name_2','prompt_lang_2','prompt_said_2',2000,'prompt_sha_alaw_2','prompt_sha_ulaw_2',2000,2000,2000);
CREATE TABLE reader (
	name text not null primary key,
	seq  integer not null
);
INSERT INTO "reader" VALUES('reader_name_1',1000);
INSERT INTO "reader" VALUES('reader_name_2',2000);
CREATE TABLE recording (
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
INSERT INTO "recording" VALUES('recording_id_1','recording_tenant_1','recording_line_1','recording_call_1','recording_agent_1',1,1000,1000,1000,1000,'recording_sha256_1',1000,'recording_failed_1');
INSERT INTO "recording" VALUES('recording_id_2','recording_tenant_2','recording_line_2','recording_call_2','recording_agent_2',0,2000,2000,2000,2000,'recording_sha256_2',2000,'recording_failed_2');
CREATE TABLE recording_file (
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
INSERT INTO "recording_file" VALUES('recording_file_recording_1','recording_file_tenant_1','recording_file_name_1',1000,1,1000,1000,'recording_file_problem_1','recording_file_peaks_1',1000);
INSERT INTO "recording_file" VALUES('recording_file_recording_2','recording_file_tenant_2','recording_file_name_2',2000,0,2000,2000,'recording_file_problem_2','recording_file_peaks_2',2000);
CREATE TABLE recording_retention (
	tenant  text not null primary key,
	days    integer not null,
	version integer not null
);
INSERT INTO "recording_retention" VALUES('recording_retention_tenant_1',1000,1000);
INSERT INTO "recording_retention" VALUES('recording_retention_tenant_2',2000,2000);
CREATE TABLE sip_trace (
	seq  integer not null primary key,
	at   integer not null,
	call text not null,
	leg  text not null,
	data text not null
);
INSERT INTO "sip_trace" VALUES(1000,1000,'sip_trace_call_1','sip_trace_leg_1','sip_trace_data_1');
INSERT INTO "sip_trace" VALUES(2000,2000,'sip_trace_call_2','sip_trace_leg_2','sip_trace_data_2');
CREATE TABLE skill (
	id         text not null primary key,
	name       text not null,
	version    integer not null,
	removed_at integer not null
);
INSERT INTO "skill" VALUES('skill_id_1','skill_name_1',1000,1000);
INSERT INTO "skill" VALUES('skill_id_2','skill_name_2',2000,2000);
CREATE TABLE tenant (
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
INSERT INTO "tenant" VALUES('ten_house','Centre',1,'Europe/Kyiv','ru','UA',1,1,0);
INSERT INTO "tenant" VALUES('tenant_id_1','tenant_name_1',1000,'tenant_zone_1','tenant_lang_1','tenant_region_1',1,1000,1000);
INSERT INTO "tenant" VALUES('tenant_id_2','tenant_name_2',2000,'tenant_zone_2','tenant_lang_2','tenant_region_2',0,2000,2000);
CREATE TABLE trunk (
	id         text not null primary key,
	name       text not null,
	kind       text not null,
	address    text not null,
	transport  text not null,
	sources    text not null,
	region     text not null,
	channels   integer not null,
	enabled    boolean not null,
	version    integer not null,
	removed_at integer not null
);
INSERT INTO "trunk" VALUES('trunk_id_1','trunk_name_1','trunk_kind_1','trunk_address_1','trunk_transport_1','trunk_sources_1','trunk_region_1',1000,1,1000,1000);
INSERT INTO "trunk" VALUES('trunk_id_2','trunk_name_2','trunk_kind_2','trunk_address_2','trunk_transport_2','trunk_sources_2','trunk_region_2',2000,0,2000,2000);
CREATE TABLE user_account (
	id         text not null primary key,
	login      text not null,
	name       text not null,
	password   text not null,
	lang       text not null,
	theme      text not null,
	desk       text not null,
	version    integer not null,
	removed_at integer not null
);
INSERT INTO "user_account" VALUES('user_account_id_1','user_account_login_1','user_account_name_1','user_account_password_1','user_account_lang_1','user_account_theme_1','user_account_desk_1',1000,1000);
INSERT INTO "user_account" VALUES('user_account_id_2','user_account_login_2','user_account_name_2','user_account_password_2','user_account_lang_2','user_account_theme_2','user_account_desk_2',2000,2000);
CREATE TABLE user_grant (
	user_id text not null,
	tenant  text not null,
	role    text not null,
	primary key (user_id, tenant, role)
);
INSERT INTO "user_grant" VALUES('user_grant_user_id_1','user_grant_tenant_1','user_grant_role_1');
INSERT INTO "user_grant" VALUES('user_grant_user_id_2','user_grant_tenant_2','user_grant_role_2');
CREATE TABLE user_link (
	hash    text not null primary key,
	user_id text not null,
	purpose text not null,
	made_at integer not null,
	ends_at integer not null,
	used_at integer not null
);
INSERT INTO "user_link" VALUES('user_link_hash_1','user_link_user_id_1','user_link_purpose_1',1000,1000,1000);
INSERT INTO "user_link" VALUES('user_link_hash_2','user_link_user_id_2','user_link_purpose_2',2000,2000,2000);
CREATE TABLE user_session (
	hash    text not null primary key,
	user_id text not null,
	made_at integer not null,
	used_at integer not null,
	ends_at integer not null
);
INSERT INTO "user_session" VALUES('user_session_hash_1','user_session_user_id_1',1000,1000,1000);
INSERT INTO "user_session" VALUES('user_session_hash_2','user_session_user_id_2',2000,2000,2000);
CREATE TABLE user_skill (
	user_id text not null,
	skill   text not null,
	level   integer not null,
	primary key (user_id, skill)
);
INSERT INTO "user_skill" VALUES('user_skill_user_id_1','user_skill_skill_1',1000);
INSERT INTO "user_skill" VALUES('user_skill_user_id_2','user_skill_skill_2',2000);
CREATE INDEX fact_type on fact (type, at);
CREATE UNIQUE INDEX user_login on user_account (login) where removed_at = 0;
CREATE UNIQUE INDEX skill_name on skill (name) where removed_at = 0;
CREATE INDEX user_skill_skill on user_skill (skill);
CREATE INDEX user_session_user on user_session (user_id);
CREATE INDEX user_link_user on user_link (user_id);
CREATE UNIQUE INDEX tenant_name on tenant (name) where removed_at = 0;
CREATE UNIQUE INDEX pause_name on pause (name) where removed_at = 0;
CREATE UNIQUE INDEX trunk_name on trunk (name) where removed_at = 0;
CREATE UNIQUE INDEX did_e164 on did (e164) where removed_at = 0;
CREATE INDEX did_tenant on did (tenant, e164);
CREATE UNIQUE INDEX device_login on device (login) where removed_at = 0 and login <> '';
CREATE UNIQUE INDEX device_contact on device (contact) where removed_at = 0 and contact <> '';
CREATE INDEX sip_trace_call on sip_trace (call, seq);
CREATE INDEX sip_trace_leg on sip_trace (leg, seq);
CREATE UNIQUE INDEX line_name on line (tenant, name) where removed_at = 0;
CREATE INDEX line_calendar on line (calendar);
CREATE INDEX disposition_line on disposition (line);
CREATE UNIQUE INDEX calendar_name on calendar (tenant, name) where removed_at = 0;
CREATE UNIQUE INDEX menu_name on menu (tenant, name) where removed_at = 0;
CREATE UNIQUE INDEX prompt_name on prompt (tenant, name) where removed_at = 0;
CREATE INDEX call_at on call (started_at, id);
CREATE INDEX call_tenant on call (tenant, started_at, id);
CREATE INDEX call_line on call (line, started_at, id);
CREATE INDEX call_number on call (number, started_at);
CREATE INDEX call_result on call (result, started_at, id);
CREATE INDEX call_agent_at on call_agent (agent, started_at, call);
CREATE INDEX call_agent_call on call_agent (call);
CREATE INDEX recording_call on recording (call);
CREATE INDEX recording_tenant on recording (tenant, closed_at);
CREATE INDEX recording_failed on recording (started_at, id) where failed <> '';
CREATE INDEX recording_file_spool on recording_file (next_at) where spool_gone = false;
CREATE INDEX recording_file_problem on recording_file (recording) where problem <> '';
CREATE INDEX promise_due on promise (due_at, id) where state <> 'closed';
CREATE INDEX promise_closed on promise (closed_at, id) where state = 'closed';
CREATE INDEX promise_opened on promise (tenant, opened_at);
COMMIT;
