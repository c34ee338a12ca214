package acd

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"gudok/fact"
	"gudok/id"
)

// The stories in testdata tell the routing by itself, without telephones. The ones of
// package core tell the same people's calls whole.
var rewrite = flag.Bool("rewrite", false, "tell the stories anew")

func TestStories(t *testing.T) {
	files, err := filepath.Glob("testdata/*.story")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d stories found: %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".story"), func(t *testing.T) {
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			st := &story{bench: newBench(t), offers: map[string]string{}}
			st.now = day
			for _, line := range strings.Split(strings.TrimRight(string(want), "\n"), "\n") {
				st.line(line)
			}
			got := st.text.String()
			switch {
			case *rewrite:
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			case got != string(want):
				t.Errorf("%s is told otherwise now:\n%s", file, got)
			}
		})
	}
}

// day is Monday 5 January 2026, midnight UTC.
const day = int64(1_767_571_200_000)

type story struct {
	*bench
	text   bytes.Buffer
	told   int               // facts of the log told so far
	offers map[string]string // made name -> name in the story
}

func (st *story) line(line string) {
	switch {
	case strings.HasPrefix(line, "  "): // told before, is told anew
	case line == "" || strings.HasPrefix(line, "#"):
		fmt.Fprintln(&st.text, line)
	default:
		clock, sentence, _ := strings.Cut(line, " ")
		at, err := time.Parse("15:04:05", clock)
		if err != nil {
			st.t.Fatalf("%q: %v", line, err)
		}
		moment := day + int64(at.Hour())*3_600_000 + int64(at.Minute())*60_000 + int64(at.Second())*1000
		st.pass(moment)
		fmt.Fprintln(&st.text, line)
		st.sentence(strings.Fields(sentence))
		st.tell()
	}
}

// pass lets the wakes before the moment happen, and tells those that lead to something.
func (st *story) pass(moment int64) {
	for st.now < moment {
		next := moment
		for _, w := range st.wakes {
			next = min(next, w.At)
		}
		if next == moment {
			break
		}
		st.later(next - st.now)
		if len(st.log) > st.told {
			fmt.Fprintf(&st.text, "  -- %s\n", time.UnixMilli(st.now).UTC().Format("15:04:05"))
			st.tell()
		}
	}
	st.now = moment
}

func (st *story) sentence(w []string) {
	var code string
	a := id.Agent("agt_" + w[0])
	it := id.Item("item_" + w[0])
	arg := strings.Join(w[2:], " ")
	st.do(fact.Actor(a), func(out *Out) {
		switch w[1] {
		case "line":
			st.s.SetLine(st.now, st.lineOf(w[0], w[2:]), out)
		case "agent":
			st.s.SetAgent(Agent{ID: a, Skills: st.skillsOf(w[2:])}, out)
		case "comes":
			st.s.DeviceUp(st.now, a, id.Browser, out)
			code = st.s.StartShift(st.now, a, id.Browser, out)
		case "loses":
			st.s.DeviceDown(st.now, a, id.Browser, arg, out)
		case "finds":
			st.s.DeviceUp(st.now, a, id.Browser, out)
		case "pauses":
			st.s.SetPause(Pause{ID: "pau_lunch", Kind: "meal"})
			code = st.s.Pause(st.now, a, id.Pause("pau_"+arg), out)
		case "ready":
			code = st.s.Ready(st.now, a, out)
		case "accepts":
			code = st.s.Accept(st.now, a, st.s.Agents.Get(a).Item, out)
		case "connects":
			st.s.Connect(st.now, st.s.Agents.Get(a).Item, out)
		case "refuses":
			st.s.Refuse(st.now, st.s.Agents.Get(a).Item, w[2], strings.Join(w[3:], " "), out)
		case "finishes":
			st.s.Finish(st.now, st.s.Agents.Get(a).Item, out)
		case "wraps":
			code = st.s.Wrap(st.now, a, out)
		case "clears", "blocked":
			st.s.Clearing(st.now, a, w[1] == "blocked", out)
		case "enters":
			st.s.Enqueue(st.now, Item{ID: it, Line: id.Line("lin_" + arg), OriginAt: st.now, Head: fact.Head{Item: it}}, out)
		case "leaves":
			st.s.Leave(st.now, it, Abandoned, "", out)
		default:
			st.t.Fatalf("what is %q?", w[1])
		}
	})
	if code != "" {
		fmt.Fprintf(&st.text, "  no: %s\n", code)
	}
}

func (st *story) lineOf(name string, words []string) Line {
	l := Line{ID: id.Line("lin_" + name), RingMS: 15_000, WrapMS: 10_000, ReofferMS: 30_000, RonaLimit: 2, ShortMS: 5000}
	for _, w := range words {
		k, v, _ := strings.Cut(w, "=")
		n, _ := strconv.Atoi(v)
		switch k {
		case "skill":
			l.Skill = id.Skill("skl_" + v)
		case "level":
			l.MinLevel = n
		case "priority":
			l.Priority = n
		case "wrap":
			l.WrapMS = int64(n) * 1000
		case "rona":
			l.RonaLimit = n
		default:
			st.t.Fatalf("what is %q of a line?", k)
		}
	}
	return l
}

func (st *story) skillsOf(words []string) []SkillLevel {
	var list []SkillLevel
	for _, w := range words {
		k, v, _ := strings.Cut(w, "=")
		n, err := strconv.Atoi(v)
		if err != nil {
			st.t.Fatalf("%q is no level", w)
		}
		list = append(list, SkillLevel{id.Skill("skl_" + k), n})
	}
	return list
}

// readable is a fact as people read it: its decision, which is stored as one short string, by
// its fields.
func readable(f fact.Fact) any {
	o, ok := f.(fact.ItemOffered)
	if !ok {
		return f
	}
	type fields fact.Decision
	o.Decision.Agent = "" // whom the fact is about anyway
	return struct {
		Offer    id.Offer  `json:"offer"`
		Device   id.Device `json:"device"`
		Decision fields    `json:"decision"`
	}{o.Offer, o.Device, fields(o.Decision)}
}

// tell tells the facts that are new.
func (st *story) tell() {
	for _, f := range st.log[st.told:] {
		data, err := json.Marshal(readable(f.Fact))
		if err != nil {
			st.t.Fatal(err)
		}
		text := strings.NewReplacer(`"`, "", "agt_", "", "item_", "", "lin_", "", "pau_", "").Replace(string(data))
		if o, ok := f.Fact.(fact.ItemOffered); ok {
			st.offers[string(o.Offer)] = fmt.Sprintf("offer%d", len(st.offers)+1)
		}
		for long, short := range st.offers {
			text = strings.ReplaceAll(text, long, short)
		}
		about := strings.TrimPrefix(string(f.Head.Agent), "agt_")
		if it := strings.TrimPrefix(string(f.Head.Item), "item_"); it != "" {
			about = strings.TrimSpace(it + " " + about)
		}
		fmt.Fprintf(&st.text, "  %s %s %s\n", f.Fact.FactType(), about, text)
	}
	st.told = len(st.log)
}
