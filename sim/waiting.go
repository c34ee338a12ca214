package sim

import (
	"fmt"

	"gudok/core"
	"gudok/core/flow"
	"gudok/core/hours"
	"gudok/id"
	"gudok/voice"
)

// What lines do beyond letting people wait: flow over, tell, offer a call, close in their
// own way, ring the client first. Every line has something else of it.

// zones are where callers live: some of them are asleep when they are missed.
func zones() []core.ZoneSet {
	return []core.ZoneSet{
		{Zone: "Europe/Kyiv", Offsets: []hours.Transition{{OffsetS: 7200}}},
		{Zone: "Asia/Vladivostok", Offsets: []hours.Transition{{OffsetS: 36_000}}},
	}
}

// refine gives the n-th line what becomes of who waits there.
func (w *World) refine(n int, l *core.Line) {
	size := w.opt.Size
	if next := (n + size.Tenants) % size.Lines; next != n && n%4 == 1 {
		l.Overflow = &core.Overflow{To: id.Line(fmt.Sprintf("lin_%02d", next)), AfterMS: 40 * second, Unstaffed: n%8 == 5}
	}
	if n%3 == 0 {
		l.Announce = &core.Announce{FirstMS: 15 * second, EveryMS: 30 * second, Position: true, Wait: n%2 == 0}
	}
	if n%3 == 1 {
		l.Offer = &core.Offer{AfterMS: 20 * second, EveryMS: 45 * second}
	}
	if n%5 != 4 {
		l.Returns = w.keeps()
	}
	l.Closing = []string{"", core.CloseCallback, core.CloseTell}[n/6%3]
	if n == 2 || n == 5 {
		l.Own = core.Own{Number: own(n), RingMS: 15 * second}
		l.Mode = core.ModeOwnFirst
	}
}

// own is the telephone of the n-th line's client: one, and busy when somebody talks there.
func own(n int) id.Number { return id.Number(fmt.Sprintf("num_own%02d", n)) }

// clever adds to a tenant's menu the nodes that decide, collect and send away.
func (w *World) clever(t int, p *flow.Program) {
	line := w.lines[t].ID
	p.Nodes = append(p.Nodes,
		flow.Node{Name: "lang", Kind: flow.Language, Lang: "uk", Next: "told"},
		flow.Node{Name: "told", Kind: flow.Notice, Next: "open"},
		flow.Node{Name: "open", Kind: flow.Hours, Calendar: "cal_week", Next: "old", Else: "late"},
		flow.Node{Name: "old", Kind: flow.CallerKnown, Next: "vip", Else: "code"},
		flow.Node{Name: "vip", Kind: flow.Assign, Variable: "code", Value: "1", Next: "which"},
		flow.Node{Name: "code", Kind: flow.Digits, Say: []voice.Sound{{Prompt: "prm_code"}}, Variable: "code", MaxDigits: 2, Tries: 2, Next: "which", OnFail: "hello"},
		flow.Node{Name: "which", Kind: flow.Branch, Variable: "code", Choices: []flow.Choice{{Key: "1", Label: "old", Next: "out"}, {Key: "2#", Label: "odd", Next: "out"}}, Else: "hello"},
		flow.Node{Name: "out", Kind: flow.Transfer, Number: own(100 + t), RingMS: 12 * second, Next: "hello"},
		flow.Node{Name: "late", Kind: flow.Position, Line: line, Next: "call"},
		flow.Node{Name: "call", Kind: flow.Callback, Line: line, Next: "hello"},
	)
}

// agrees: in conversation, a moment for another call; sometimes a foolish one.
func (w *World) agrees(a *agent) {
	v, ok := w.state.Desk(a.id, w.now)
	if !ok || v.Item == nil {
		return
	}
	in := core.PromiseRequested{
		Agent: a.id, Tenant: v.Item.Tenant, Line: v.Item.Line, Number: v.Item.Number, Zone: w.zoneOf(v.Item.Number),
		At: w.now + w.between(-hour, 20*hour),
	}
	if w.chance(0.5) {
		in.Owner = a.id
	}
	w.tell(in)
}

// zoneOf is what a number tells of where it is.
func (w *World) zoneOf(n id.Number) string {
	if p := w.byNum[n]; p != nil {
		return p.zone
	}
	return ""
}
