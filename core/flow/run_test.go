package flow

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gudok/fact"
	"gudok/voice"
)

// A talk is a run with what it wanted, told in words.
type talk struct {
	t   *testing.T
	p   Program
	run Run
	log fact.Log
	out Out
}

func newTalk(t *testing.T, p Program) *talk {
	k := &talk{t: t, p: p}
	k.out.Log = &k.log
	k.run.Begin(&k.p, &k.out)
	return k
}

// wants is what the run has wanted since it was last asked.
func (k *talk) wants() string {
	var words []string
	for _, a := range k.out.Acts {
		switch a.Do {
		case Accept:
			words = append(words, "accept")
		case Say:
			words = append(words, "say "+sounds(a.Say))
		case Wait:
			words = append(words, fmt.Sprintf("wait %d", a.MS))
		case ToLine:
			words = append(words, "line "+string(a.Line))
		case Record:
			words = append(words, fmt.Sprintf("record %d", a.MS))
		case Leave:
			words = append(words, strings.TrimSpace("leave "+a.Why+" "+sounds(a.Say)))
		case CallBack, SendOut, InLang, LookUp, ToAgent: // see heard
		}
	}
	k.out.Acts = k.out.Acts[:0]
	return strings.Join(words, ", ")
}

func sounds(list []voice.Sound) string {
	var words []string
	for _, s := range list {
		words = append(words, string(s.Prompt)+string(s.Tone))
	}
	return strings.Join(words, "+")
}

// facts are the types of what was said.
func (k *talk) facts() string {
	var words []string
	for _, f := range k.log {
		words = append(words, f.Fact.FactType())
	}
	return strings.Join(words, " ")
}

// do is one step in the words of the tables: said, waited, message, or a key.
func (k *talk) do(step string) {
	k.t.Helper()
	data, err := json.Marshal(k.run) // a run survives a restart at any moment
	if err != nil {
		k.t.Fatal(err)
	}
	k.run = Run{}
	if err := json.Unmarshal(data, &k.run); err != nil {
		k.t.Fatal(err)
	}
	switch step {
	case "said":
		k.run.Said(&k.p, &k.out)
	case "waited":
		k.run.Waited(&k.p, &k.out)
	case "failed":
		k.run.Failed(&k.p, &k.out)
	case "message":
		k.run.Messaged(&k.p, &k.out)
	case "answered":
		k.run.Looked(&k.p, "ok", []Var{{"debt", "120,50"}}, 40, &k.out)
	case "unanswered":
		k.run.Looked(&k.p, "timeout", nil, 5000, &k.out)
	default:
		k.run.Pressed(&k.p, step, &k.out)
	}
}

func TestARunGoesStepByStep(t *testing.T) {
	two := good()
	two.Nodes[2].Tries, two.Nodes[2].TimeoutMS = 2, 7000
	for _, row := range []struct {
		name  string
		p     Program
		steps string // step -> what it wants
		want  []string
	}{
		{"the right key in silence", good(), "said said 1", []string{"accept, accept, say prm_hello", "accept, say prm_ask", "wait 5000", "line lin_a"}},
		{"the right key during the speech", good(), "said 1", []string{"accept, accept, say prm_hello", "accept, say prm_ask", "line lin_a"}},
		{"a key before the menu is nothing", good(), "1 said", []string{"accept, accept, say prm_hello", "", "accept, say prm_ask"}},
		{"a wrong key is a try", two, "said 5 5", []string{"accept, accept, say prm_hello", "accept, say prm_ask", "accept, say prm_ask", "line lin_a"}},
		{"silence is a try", two, "said said waited said waited", []string{
			"accept, accept, say prm_hello", "accept, say prm_ask", "wait 7000", "accept, say prm_ask", "wait 7000", "line lin_a"}},
		{"the tries begin anew when the menu is entered again", two, "said 5 0 said 5 5", []string{
			"accept, accept, say prm_hello", "accept, say prm_ask", "accept, say prm_ask", "accept, say prm_hello", "accept, say prm_ask", "accept, say prm_ask", "line lin_a"}},
		{"a message ended by its key", good(), "said 9 said 5 #", []string{
			"accept, accept, say prm_hello", "accept, say prm_ask", "accept, say std_voicemail+beep", "record 120000", "", "leave voicemail std_goodbye"}},
		{"a message ended by its time", good(), "said 9 said message", []string{
			"accept, accept, say prm_hello", "accept, say prm_ask", "accept, say std_voicemail+beep", "record 120000", "leave voicemail std_goodbye"}},
		{"what comes after the end is nothing", good(), "said 1 1 said waited message", []string{
			"accept, accept, say prm_hello", "accept, say prm_ask", "line lin_a", "", "", "", ""}},
	} {
		t.Run(row.name, func(t *testing.T) {
			k := newTalk(t, row.p)
			got := []string{k.wants()}
			for _, step := range strings.Fields(row.steps) {
				k.do(step)
				got = append(got, k.wants())
			}
			if !slices.Equal(got, row.want) {
				t.Errorf("wanted\n%s\nshould\n%s", strings.Join(got, "\n"), strings.Join(row.want, "\n"))
			}
		})
	}
}

func TestARunRemembersItsPathAndSaysWhatHappened(t *testing.T) {
	k := newTalk(t, good())
	for _, step := range strings.Fields("said 0 said 1") {
		k.do(step)
	}
	if !slices.Equal(k.run.Path, []string{"again", "sales"}) {
		t.Errorf("path is %v", k.run.Path)
	}
	if got, want := k.facts(), "menu.entered menu.entered menu.choice menu.entered menu.entered menu.choice menu.left"; got != want {
		t.Errorf("facts are %s", got)
	}
}

func TestABrokenProgramEndsWithAnApology(t *testing.T) {
	for _, row := range []struct {
		name   string
		change func(*Program)
	}{
		{"no start", func(p *Program) { p.Start = "moon" }},
		{"a circle", func(p *Program) { p.Nodes[0].Next = "pick" }},
		{"an unknown kind", func(p *Program) { p.Nodes[0].Kind = "dance" }},
	} {
		t.Run(row.name, func(t *testing.T) {
			p := good()
			row.change(&p)
			k := newTalk(t, p)
			if got := k.wants(); !strings.HasSuffix(got, "leave failed std_apology") {
				t.Errorf("wants %q", got[max(0, len(got)-60):])
			}
		})
	}
}

// FuzzRun holds that whatever the program and the caller do, a run ends or waits: it never
// panics, never wants two things at a time and never more than its steps allow.
func FuzzRun(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(seed, []byte("s1w#m0saus222#"))
	}
	f.Fuzz(func(t *testing.T, seed uint64, steps []byte) {
		k := &talk{t: t, p: wild(rand.New(rand.NewPCG(seed, 5)))}
		k.out.Log, k.out.World, k.out.Memo = &k.log, maze{p: &k.p}, &Memo{}
		k.run.Begin(&k.p, &k.out)
		over := false
		for _, b := range append([]byte{'s'}, steps...) {
			waits := 0
			for _, a := range k.out.Acts {
				if a.Do != Accept && a.Do != InLang {
					waits++
				}
				over = over || a.Do == ToLine || a.Do == Leave || a.Do == CallBack || a.Do == ToAgent
			}
			if waits > 1 {
				t.Fatalf("wants %d things at a time", waits)
			}
			if over != (k.run.State == Done) {
				t.Fatalf("state %s after the end: %v", k.run.State, over)
			}
			if k.run.Steps > maxSteps+1 {
				t.Fatalf("%d steps", k.run.Steps)
			}
			k.out.Acts = k.out.Acts[:0]
			switch b {
			case 's':
				k.do("said")
			case 'w':
				k.do("waited")
			case 'm':
				k.do("message")
			case 'f':
				k.do("failed")
			case 'a':
				k.do("answered")
			case 'u':
				k.do("unanswered")
			default:
				k.do(string(rune('0' + b%10)))
			}
		}
	})
}

// wild is any program, most of them bad.
func wild(rng *rand.Rand) Program {
	kinds := []Kind{Answer, Play, Menu, Enqueue, Voicemail, HangUp, "odd", Speak, Digits, Hours, CallerKnown, Assign, Branch, Position, Callback, Transfer, Notice, Language, If, WaitLong, Lookup, Sub, Return, Extension, Name, Survey}
	name := func() string { return fmt.Sprintf("n%d", rng.IntN(7)) }
	p := Program{ID: "flw_wild", Start: name()}
	for i := range 6 {
		n := Node{Name: fmt.Sprintf("n%d", i), Kind: kinds[rng.IntN(len(kinds))], Next: name(), Else: name(), OnFail: []string{"", name()}[rng.IntN(2)], Line: "lin_a", Tries: rng.IntN(3),
			Menu: "flw_wild", Lookup: "debts", Expr: []string{"", "number(debt) > 100", "hour + 1", "known and"}[rng.IntN(4)], Question: append(Questions(), "odd")[rng.IntN(4)]}
		if rng.IntN(3) > 0 {
			n.Say = say("prm_x")
		}
		for range rng.IntN(4) {
			n.Choices = append(n.Choices, Choice{Key: string(rune('0' + rng.IntN(10))), Label: "x", Next: name()})
		}
		p.Nodes = append(p.Nodes, n)
	}
	return p
}
