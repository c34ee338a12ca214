package docs

// A rule is one sentence by which the centre goes, and the stories that show it.
type rule struct {
	text  string
	tales []string
}

// A subject is a chapter of the manual. The numbers of the first five are those by which
// people here speak of the rules; a story that names such a number has its place by that.
type subject struct {
	number, title, about string
	rules                []rule
}

// catalog is the manual's table of contents. Whoever makes a rule adds it here with its
// story, or begins the story with the number of its subject.
func catalog() []subject {
	return []subject{
		{"5.1", "People: at work, free, reachable", "An agent is three things at once: what he has declared, what he is doing, and whether his device works. They are never mixed up.", []rule{
			{"Only who is at work, free, and sits at a device that works is offered calls.", []string{"03_three_machines"}},
			{"A pause that is asked for during a contact comes after its wrap-up.", []string{"10_pause"}},
			{"Who ends the shift in mid-call finishes the contact first, wrap-up included, and gets nothing new.", []string{"12_end_of_shift"}},
			{"Who lets it ring is not asked for the same caller again for a while; the second time in a row costs a pause. The caller keeps the place at the head.", []string{"03_ring_no_answer", "04_bars_and_blame"}},
			{"Who declines, with a reason, pays nothing for it.", []string{"04_decline"}},
			{"A device that cannot be reached is never the agent's fault.", []string{"05_unreachable"}},
			{"When the caller gives up while it rings, or another takes the call, it is nobody's fault.", []string{"06_rescinded"}},
			{"A device that is lost gets no offers at once and pauses the agent after ten seconds; in a call there are thirty.", []string{"13_device_lost", "14_reload_in_mid_call", "15_agent_lost_in_mid_call", "16_desk_phone_silent"}},
			{"Wrap-up belongs to the contact and goes by that contact's line.", []string{"11_wrap_up"}},
			{"A desk phone serves one agent at a time.", []string{"37_desk_phones"}},
			{"Who wants help is seen by the supervisors.", []string{"92_help"}},
		}},
		{"5.2", "Callers: who is served next", "Who comes first is decided by how much it matters and by when the need began, and never by chance.", []rule{
			{"The way of every call: it waits, is offered, is connected, is talked, is written up.", []string{"01_first_call"}},
			{"Who matters more comes first, then who came first with this need.", []string{"07_order_of_service", "01_vip_overtakes"}},
			{"Who was cut off and calls again within a minute keeps the old place.", []string{"07_order_of_service"}},
			{"A changed priority sorts those who wait at once.", []string{"08_priority_changes"}},
			{"Overflow into another line keeps the time at which the need began.", []string{"41_overflow", "42_overflow_circle"}},
			{"A transfer keeps it too.", []string{"74_transfer_to_a_line"}},
			{"At closing time those who wait are served, told the truth, or offered a call, as the line wants it.", []string{"23_closed", "46_closing_time"}},
			{"Who waits is told the place and about how long it will take.", []string{"45_told_while_waiting"}},
			{"Nobody is lost when a line is taken out of service.", []string{"33_line_removed"}},
		}},
		{"5.3", "Agents: who gets the call", "Each line says by what its agents are chosen. Every choice can be explained afterwards: who could have had the call, who would have been next, whom a rule kept out.", []rule{
			{"Free the longest: since the end of the last contact, over all lines. An offer that came to nothing does not count.", []string{"02_longest_idle", "02_idle_clock"}},
			{"A line asks for a skill at a level.", []string{"09_skills_and_levels", "05_levels"}},
		}},
		{"5.4", "Figures: what counts as what", "What the figures are made of is said at the moment it happens.", nil},
		{"5.5", "Promises: who was not served is called back", "Everybody whom nobody answered is owed a call. Every promise is kept or closed by one reason that can be read afterwards.", []rule{
			{"One promise for one person and one line with its branches, however often he is missed.", []string{"24_promise_again"}},
			{"Who calls again and is answered has reached us; while he waits nobody dials him.", []string{"24_promise_again", "38_agent_calls_and_is_lost"}},
			{"At most one call at a time to one number, even over a crash.", []string{"30_restart_in_dial"}},
			{"An agent calls back with one key.", []string{"25_call_back"}},
			{"No answer waits longer each time, a busy tone is not a try, a number that does not exist ends it.", []string{"26_call_back_fails", "27_call_back_given_up"}},
			{"People are called by day, by the clock of their own number.", []string{"49_quiet_hours"}},
			{"A withheld number cannot be promised anything, which is said.", []string{"24_promise_again"}},
			{"A call may be agreed for a moment, with somebody.", []string{"48_agreed_call"}},
			{"A message is a promise.", []string{"22_voicemail"}},
			{"Who calls somebody of his own accord keeps what was promised to him.", []string{"71_outgoing_and_what_was_promised"}},
		}},
		{"6", "Menus and the lines behind them", "What a caller hears before a person does.", []rule{
			{"A menu listens while it speaks, and a wrong key is a try.", []string{"18_menu"}},
			{"Who hangs up in the menu was missed, who was served by it was not.", []string{"19_hang_up_in_menu"}},
			{"A call keeps the edition of the menu that it began with.", []string{"20_menu_editions"}},
			{"A menu decides by the hours, by who calls, by what was keyed in.", []string{"47_menu_that_decides"}},
			{"A menu that cannot go on apologises, and the caller is called back.", []string{"21_menu_broken"}},
			{"The client's own telephone may ring first.", []string{"43_own_telephone_first", "44_own_telephone_and_restart"}},
			{"A number that nobody has leaves a trace.", []string{"32_unknown_number"}},
		}},
		{"7", "Calls between more than two", "Hold, transfer, consultation, conference, a supervisor's ear.", []rule{
			{"A hold is promised for a time; when it is broken the caller is told and the board shows it.", []string{"17_hold", "73_hold_kept_and_broken"}},
			{"A caller may be given away, to a person, a line, a number; who does not take him gives him back.", []string{"74_transfer_to_a_line", "75_transfer_to_an_agent", "76_transfer_returns", "77_transfer_outside", "78_transfer_announced"}},
			{"A colleague may be asked first.", []string{"80_consult_an_agent", "81_consult_refused", "82_consult_a_line", "83_consult_a_number", "85_consult_and_somebody_leaves", "88_consult_announced"}},
			{"All three may talk, and who leaves leaves the other two together.", []string{"84_conference", "95_hanging_up_while_it_rings"}},
			{"A supervisor listens, whispers, speaks to all, takes over; nobody hears what is not for him.", []string{"89_ear", "90_ear_and_somebody_leaves", "93_take_over_from_a_consultation", "94_whisper_while_it_rings"}},
			{"Agents call people and each other.", []string{"70_outgoing", "72_colleagues"}},
		}},
		{"8", "When something breaks", "A crash, a lost browser, an input that cannot be understood: nobody is left behind.", []rule{
			{"After a restart calls go on; whoever could not be kept is called back.", []string{"28_restart", "29_restart_in_talk", "39_restart_before_the_answer", "40_restart_with_a_new_phone", "79_transfer_and_restart", "139_return_and_restart", "87_consult_and_restart", "91_ear_and_restart"}},
			{"An agent who is lost in mid-call gives the caller back to the head of the line.", []string{"86_consult_and_the_agent_is_lost"}},
			{"What cannot be understood ends with an apology and a promise.", []string{"31_condemned"}},
			{"What comes too late finds nothing to do.", []string{"35_late_and_unknown"}},
		}},
		{"9", "Settings", "Settings change while people are on the line.", []rule{
			{"Calls in progress go on with what they began with where that matters.", []string{"36_settings", "34_agent_removed"}},
		}},
	}
}
