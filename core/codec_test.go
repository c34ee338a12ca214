package core_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"gudok/core"
	"gudok/core/flow"
	"gudok/core/hours"
	"gudok/id"
	"gudok/voice"
)

// inputs is one of each kind, with something in every field that matters.
func inputs() []core.Input {
	sound := []voice.Sound{{Prompt: "std_music"}, {Tone: voice.ToneRing}, {SilenceMS: 5}}
	return []core.Input{
		core.TenantSet{Tenant: "ten_a", Record: true},
		core.LineSet{Line: core.Line{ID: "lin_a", Skill: "skl_a", Music: sound, ReturnMS: []int64{1, 2}, Trunks: []id.Trunk{"trk_1"}}},
		core.DIDSet{DID: core.DID{ID: "did_a", Line: "lin_a", Flow: "flw_a"}},
		core.AgentSet{Agent: core.Agent{ID: "agt_a", Skills: []core.SkillLevel{{Skill: "skl_a", Level: 2}}, Desk: "dev_1"}},
		core.PauseSet{Pause: core.Pause{ID: "pau_a", Kind: "meal", LimitMS: 5}},
		core.FlowSet{Program: flow.Program{ID: "flw_a", Version: 3, Nodes: []flow.Node{{Name: "a", Kind: flow.Menu, Say: sound, Choices: []flow.Choice{{Key: "1"}}}}}},
		core.CalendarSet{Calendar: hours.Calendar{ID: "cal_a", Offsets: []hours.Transition{{AtMS: 1, OffsetS: 2}}, Holidays: []hours.Holiday{{Date: "2026-01-01"}}}},
		core.Removed{ID: "lin_a"},
		core.ShiftStarted{Agent: "agt_a", Device: id.Browser}, core.ShiftEnded{Agent: "agt_a"}, core.ReadyAsked{Agent: "agt_a"},
		core.PauseAsked{Agent: "agt_a", Reason: "pau_a"}, core.AnswerAsked{Agent: "agt_a", Item: "item_1"},
		core.DeclineAsked{Agent: "agt_a", Item: "item_1", Reason: "busy"}, core.HoldAsked{Agent: "agt_a", PromisedMS: 5},
		core.ResumeAsked{Agent: "agt_a"}, core.MuteAsked{Agent: "agt_a", Muted: true}, core.DigitsAsked{Agent: "agt_a", Digits: "12#"},
		core.EndAsked{Agent: "agt_a"}, core.Coded{Agent: "agt_a", Item: "item_1", Disposition: "dsp_1"}, core.WrapExtended{Agent: "agt_a"},
		core.WrapFinished{Agent: "agt_a"}, core.PromiseCallAsked{Agent: "agt_a", Promise: "prs_1"},
		core.PromiseCancelled{Promise: "prs_1", Reason: "other", By: "usr_1"}, core.AgentForced{Agent: "agt_a", Presence: "pause", By: "usr_1"},
		core.PromiseBlocked{Promise: "prs_1", Enquiry: "enq_1", Until: 5, By: "usr_1"},
		core.PromiseFreed{Promise: "prs_1", Enquiry: "enq_1", Outcome: "answered", By: "usr_1"},
		core.PromiseChanged{Promise: "prs_1", DueAt: 6, Owner: "agt_a", By: "usr_1"},
		core.CallArrived{Leg: "leg_1", Trunk: "trk_1", DID: "did_a", Caller: "num_1", Called: "num_2", Refuse: "overload"},
		core.LegRinging{Ringing: voice.Ringing{Leg: "leg_1", N: 2, Early: true}}, core.LegAnswered{Answered: voice.Answered{Leg: "leg_1", N: 3}},
		core.LegEnded{Ended: voice.Ended{Leg: "leg_1", N: 4, Cause: voice.CauseBusy, Code: 486}}, core.LegHeld{Held: voice.Held{Leg: "leg_1", N: 5}},
		core.LegResumed{Resumed: voice.Resumed{Leg: "leg_1", N: 6}}, core.DigitHeard{Digit: voice.Digit{Leg: "leg_1", N: 7, Token: 8, Digit: "#"}},
		core.PlayEnded{Played: voice.Played{Leg: "leg_1", N: 9, Token: 10, Outcome: voice.OutcomeDone}},
		core.SoundLost{MediaLost: voice.MediaLost{Leg: "leg_1", N: 11}},
		core.DeviceUp{DeviceUp: voice.DeviceUp{Agent: "agt_a", Device: id.Browser}},
		core.DeviceDown{DeviceDown: voice.DeviceDown{Device: "dev_1", Why: "gone"}},
		core.Recorded{Recorded: voice.Recorded{Recording: "rec_1", MS: 5, Bytes: 6, SHA256: "ab", Gaps: 1, Failed: "disk"}},
		core.TransferAsked{Agent: "agt_a", To: core.Target{Number: "num_1", Tenant: "ten_a"}, Announce: "prm_1"},
		core.ConsultAsked{Agent: "agt_a", To: core.Target{Agent: "agt_b"}, Announce: "prm_1"}, core.ConnectAsked{Agent: "agt_a"},
		core.ConferenceAsked{Agent: "agt_a"}, core.BackAsked{Agent: "agt_a"}, core.DialAsked{Agent: "agt_a", To: core.Target{Line: "lin_a"}, Line: "lin_a"},
		core.HelpAsked{Agent: "agt_a", On: true}, core.HelpTaken{Agent: "agt_a", By: "usr_1"},
		core.EarAsked{Agent: "agt_b", By: "usr_1", Call: "call_1", Mode: "listen"}, core.EarLeft{Agent: "agt_b"},
		core.TakeOverAsked{Agent: "agt_b", By: "usr_1", Call: "call_1"},
		core.FloorSet{Pick: core.PickShares, StarveMS: 5}, core.OnDemandAsked{Agent: "agt_a"}, core.DrainAsked{Agent: "agt_a", Reason: "pau_a"},
		core.ItemMoved{Item: "item_1", Line: "lin_b", By: "usr_1"}, core.ItemPlaced{Item: "item_1", Place: 2, By: "usr_1"},
		core.ItemTaken{Item: "item_1", Agent: "agt_a", By: "usr_1"}, core.ItemRanked{Item: "item_1", Priority: 3, By: "usr_1"},
		core.Opened{Epoch: 3, Seed: 4},
		core.Restored{Legs: []voice.Restored{{Leg: "leg_1", Answered: true}}, Devices: []core.RestoredDevice{{Device: "dev_1"}}},
		core.LookedUp{Call: "call_1", Item: "item_1", Token: 5, Outcome: "ok", Values: []flow.Var{{Name: "debt", Value: "1"}}, TookMS: 6},
		core.SurveySet{Line: "lin_a", On: true, Share: 50, Flow: "flw_a"},
		core.ExtensionsSet{List: []core.Extension{{Agent: "agt_a", Ext: "101", Keys: []string{"65"}}}},
		core.Tick{}, core.Condemned{Input: 5, Leg: "leg_1"},
		core.PromiseRecalled{Promise: "prs_1", Line: "lin_a", Kind: "missed", Number: "num_1", OriginAt: 1, OpenedAt: 2, DueAt: 3, Misses: 4, Attempts: 5},
	}
}

func TestEveryInputComesBackFromTheJournalAsItWas(t *testing.T) {
	seen := map[string]bool{}
	for _, in := range inputs() {
		kind, data := core.EncodeInput(in)
		if seen[kind] {
			t.Errorf("kind %s twice", kind)
		}
		seen[kind] = true
		back, err := core.DecodeInput(kind, data)
		if err != nil {
			t.Errorf("%s: %v", kind, err)
		} else if !reflect.DeepEqual(in, back) {
			t.Errorf("%s: %+v came back as %+v", kind, in, back)
		}
	}
}

func TestWhatIsNoInputIsRefused(t *testing.T) {
	for kind, data := range map[string]string{"dance": "{}", "call_arrived": "[1]", "tick": "{", "restored": `{"legs":5}`, "line_set": `"x"`} {
		if in, err := core.DecodeInput(kind, []byte(data)); err == nil {
			t.Errorf("%s %s became %+v", kind, data, in)
		}
	}
}

func TestAStateOfAnotherVersionIsRefused(t *testing.T) {
	data := core.New().Encode()
	if _, err := core.Decode(data); err != nil {
		t.Fatal(err)
	}
	other := strings.Replace(string(data), fmt.Sprintf(`"version":%d`, core.Version), `"version":99`, 1)
	if _, err := core.Decode([]byte(other)); err == nil || !strings.Contains(err.Error(), "version 99") {
		t.Errorf("taken: %v", err)
	}
	if _, err := core.Decode([]byte("no state")); err == nil {
		t.Errorf("taken")
	}
}

// FuzzInputs: whatever inputs come in whatever order, the core neither panics nor loses
// anybody, and comes back from its bytes.
func FuzzInputs(f *testing.F) {
	f.Add([]byte("\x01\x02\x03\x08\x23\x19"))
	f.Add([]byte("\x08\x23\x19\x19\x1a\x1b\x0c\x1b\x1c"))
	f.Fuzz(func(t *testing.T, order []byte) {
		all := inputs()
		s := core.New()
		now, seq := midnight, uint64(0)
		for _, b := range order[:min(len(order), 200)] {
			now += int64(b)
			seq++
			var out core.Out
			s.Step(now, seq, all[int(b)%len(all)], &out)
			if err := s.Check(); err != nil {
				t.Fatal(err)
			}
		}
		back, err := core.Decode(s.Encode())
		if err != nil {
			t.Fatal(err)
		}
		if back.Hash() != s.Hash() || s.Clone().Hash() != s.Hash() {
			t.Fatal("another state came back")
		}
	})
}

func TestFactsHoldNoNumbersAndNoDigits(t *testing.T) {
	// The fields of all inputs that hold what people typed must not reach a fact.
	st := newStory(t)
	for _, line := range strings.Split(`09:00:00 line shop skill=sales wrap=none
09:00:00 number 100 line=shop
09:00:00 agent olga sales=3
09:00:00 olga starts browser
09:00:00 olga's browser comes
09:00:01 petro calls 100
09:00:02 olga answers`, "\n") {
		st.line(line)
	}
	var out core.Out
	st.s.Step(st.now+1000, st.seq+1, core.DigitsAsked{Agent: "agt_olga", Digits: "4929123"}, &out)
	facts, err := json.Marshal(out.Facts)
	if err != nil || len(out.Effects) != 1 || strings.Contains(string(facts), "4929123") {
		t.Errorf("said %s, told %v: %v", facts, out.Effects, err)
	}
}
