package whatif

import (
	"errors"
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

func TestWhatIsWrongIsSaidWithItsPlace(t *testing.T) {
	const good = `{
  "name": "x", "from": "08:00", "to": "10:00", // a comment with "quotes"
  "lines": [{"name": "l"}],
  "callers": [
    {"name": "c", "line": "l", "calls": {"per_hour": 10},
     "patience": "2m", "talk": {"exponential": {"mean": "3m"}}}
  ],
  "agents": [
    {"name": "a", "count": 1,
     "skills": {"l": 1}}
  ],
  "variants": [
    {"name": "v", "changes": [
      {"agents": "a", "add": 1}]}
  ]
}`
	load(t, good)
	for _, c := range []struct{ old, to, want string }{
		{`"count": 1,`, `"conut": 1,`, `s.json:9: there is no field "conut"`},
		{`"name": "x",`, `"name": "x"`, "s.json:2: invalid character '\"' after object key:value pair"},
		{`"count": 1,`, `"count": "many",`, "s.json:9: agents.count: a string where a number belongs"},
		{`"2m"`, `"2 minutes"`, `s.json:6: callers[0].patience: "2 minutes" is no time: write 90, "90s" or "1m30s"`},
		{`"08:00"`, `"8h"`, `s.json:2: from: "8h" is no moment of the day: write "18:00"`},
		{`{"exponential": {"mean": "3m"}}`, `{"exponential": {"mean": 0}}`, "s.json:6: callers[0].talk: exponential: the mean must be more than 0"},
		{`{"exponential": {"mean": "3m"}}`, `{"normal": {"mean": 3}}`, `s.json:6: there is no field "normal"`},
		{`, "talk": {"exponential": {"mean": "3m"}}`, ``, "s.json:5: callers[0].talk: how long a conversation takes must be said"},
		{`"to": "10:00"`, `"to": "07:00"`, "s.json:2: to: the day ends (07:00) before it begins (08:00)"},
		{`"line": "l"`, `"line": "m"`, `s.json:5: callers[0].line: there is no line "m"`},
		{`{"l": 1}`, `{"l": 6}`, "s.json:10: agents[0].skills.l: levels are 1 to 5"},
		{`{"l": 1}`, `{"k": 1}`, "s.json:10: agents[0].skills.k: no line asks for this skill"},
		{`{"per_hour": 10}`, `{"by_slot": [1, 2, 3]}`, "s.json:5: callers[0].calls.by_slot: 3 values for 4 slots of 1800 s from 08:00 to 10:00"},
		{`{"per_hour": 10}`, `{"per_hour": 10, "per_day": 3}`, "s.json:5: callers[0].calls: one of per_day, per_hour, by_slot and every"},
		{`"agents": "a", "add": 1`, `"agents": "b", "add": 1`, `s.json:14: variants[0].changes[0].agents: there is no group "b"`},
		{`"agents": "a", "add": 1`, `"line": "l", "set": {"wieght": 2}`, `s.json:14: variants[0].changes[0].set.wieght: json: unknown field "wieght"`},
		{`"agents": "a", "add": 1`, `"line": "l", "set": {"strategy": "magic"}`, `s.json:3: lines[0].strategy: "magic" is none of`},
		{`"agents": "a", "add": 1`, `"agents": "a", "add": -2`, `s.json:14: variants[0].changes[0].add: nobody of "a" is there from 08:00`},
		{`"2m"`, `{"kaplan_meier": {"file": "gone.csv"}}`, "s.json:6: callers[0].patience: open gone.csv: file does not exist"},
		{`"2m"`, `{"kaplan_meier": {"file": "bad.csv"}}`, "s.json:6: callers[0].patience: bad.csv:3: [\"x\" \"1\"] are not all numbers"},
	} {
		t.Run(c.want, func(t *testing.T) {
			files := fstest.MapFS{"s.json": {Data: []byte(edited(t, good, c.old, c.to))}, "bad.csv": {Data: []byte("wait,left\n3,1\nx,1\n")}}
			_, err := Load(files, "s.json")
			var at *Error
			if !errors.As(err, &at) || !strings.HasPrefix(err.Error(), c.want) {
				t.Errorf("it is said\n  %v\nand not\n  %s", err, c.want)
			}
		})
	}
}

func TestValuesAndPatienceComeFromFilesBesideTheScenario(t *testing.T) {
	text := edited(t, desk, `{"exponential": {"mean": "2m"}}`, `{"kaplan_meier": {"file": "waits.csv"}}`, `{"exponential": {"mean": "3m"}}`, `{"file": "talk.csv"}`)
	s, err := Load(fstest.MapFS{
		"a/s.json": {Data: []byte(text)}, "a/talk.csv": {Data: []byte("seconds\n60\n180\n300\n")}, "a/waits.csv": {Data: []byte("30,1\n60,0\n90,1\n")},
	}, "a/s.json")
	if err != nil {
		t.Fatal(err)
	}
	c := s.Callers[0]
	if len(c.Talk.values) != 3 || c.Patience.patience.Left() != 2 || c.Patience.patience.Mean() != 90 {
		t.Errorf("talk %v, patience %+v", c.Talk.values, c.Patience.patience)
	}
}

func TestEveryExampleOfTheManualIsGood(t *testing.T) {
	dir := os.DirFS("../../docs/simulate")
	list, err := os.ReadDir("../../docs/simulate")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range list {
		if strings.HasSuffix(f.Name(), ".json") {
			if _, err := Load(dir, f.Name()); err != nil {
				t.Error(err)
			}
		}
	}
}
