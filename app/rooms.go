package app

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gudok/base/httpd"
	"gudok/base/reader"
	"gudok/core"
	contacts "gudok/desk/directory"
	"gudok/desk/message"
	"gudok/fact"
	"gudok/id"
	"gudok/office/audit"
	"gudok/office/call"
	"gudok/office/caller"
	"gudok/office/line"
	"gudok/office/menu"
	"gudok/office/promise"
	"gudok/office/recording"
	"gudok/office/speech"
	"gudok/office/survey"
	"gudok/office/tenant"
	"gudok/office/trunk"
	"gudok/office/user"
	"gudok/voice/media/prompts"
)

// buildRooms makes the office. Rooms ask each other only through the functions that are tied
// here; what each needs of another is said in its Options.
func (h *house) buildRooms(context.Context) error {
	var err error
	if h.library, err = prompts.New(prompts.EN); err != nil {
		return err
	}
	newID := func(kind string) string { return h.ids.Next(kind) } // h.ids is there when it is called
	h.users = user.New(user.Options{DB: h.office, NewID: newID, Known: h.known, Used: h.skillUsed, Changed: h.changed,
		Ended:     func(u id.User, session string) { h.web.EndSessions(u, session) },
		Regranted: func(u id.User) { h.web.Reconnect(u) }, Log: h.log})
	h.tenants = tenant.New(tenant.Options{DB: h.office, NewID: newID, Used: h.tenantUsed, Changed: h.changed})
	h.lines = line.New(line.Options{DB: h.office, NewID: newID, Used: h.lineUsed, Known: h.knownTo, Changed: h.changed,
		Number: h.number, CalendarUsed: func(ctx context.Context, c id.Calendar) (string, error) { return h.menus.CalendarUsed(ctx, c) }})
	h.menus = menu.New(menu.Options{DB: h.office, NewID: newID, Blobs: h.blobs, Encoder: encoder{}, Standard: shipped{h.library},
		LineTenant: h.lines.LineTenant, PromptUsed: h.lines.PromptUsed, Changed: h.changed,
		CalendarTenant: h.lines.CalendarTenant, Tenant: h.spokenTo, Speaker: speaker{h}, Number: h.number,
		Digits: h.digits, Answered: h.lookedUp, Log: h.log,
		MenuUsed: func(ctx context.Context, f id.Flow) (string, error) { return h.trunks.MenuUsed(ctx, f) }})
	h.calls = call.New(call.Options{DB: h.office, Stream: stream{h}, Numbers: numbers{h}, Speech: announcer{h}, InHand: h.inHand, Forget: h.forget, Log: h.log})
	h.trunks = trunk.New(trunk.Options{DB: h.office, NewID: newID, Places: places{h}, Calls: h.calls, Live: live{h}, Tester: tester{h},
		Changed: h.changed, Rewired: h.rewire, Log: h.log})
	h.recordings = recording.New(recording.Options{DB: h.office, Stream: stream{h}, Blobs: h.blobs, Spool: spooled{h}, Held: h.calls.Held, Log: h.log})
	h.promises = promise.New(promise.Options{DB: h.office, Stream: remembered{h}, Floor: asked{h}, Numbers: numbers{h}, Number: h.number,
		About: h.about, Log: h.log})
	h.audits = audit.New(audit.Options{DB: h.office, Stream: stream{h}, Log: h.log})
	h.speech = speech.New(speech.Options{DB: h.office, Blobs: h.blobs, Encode: encodeSpeech, Log: h.log})
	h.contacts = contacts.New(contacts.Options{DB: h.office, NewID: newID, Region: h.region})
	h.callers = caller.New(caller.Options{DB: h.office, NewID: newID, Region: h.region})
	h.widgets = h.buildWidget(newID)
	h.letters = h.buildOutbox(newID)
	h.enquiries = h.buildEnquiries(newID)
	h.surveys = survey.New(survey.Options{DB: h.office, Stream: stream{h}, LineTenant: h.lines.LineTenant, MenuTenant: h.menus.MenuTenant, Changed: h.changed, Log: h.log})
	h.messages = message.New(message.Options{DB: h.office, NewID: newID, Agents: h.agents, Log: h.log})
	return nil
}

// routed is a room with operations.
type routed interface{ Routes(*httpd.API) }

func (h *house) routed() []routed {
	return []routed{h.users, h.tenants, h.lines, h.menus, h.calls, h.trunks, h.recordings, h.promises, h.audits, h.speech, h.contacts, h.callers, h.surveys, h.messages, h.widgets, h.letters, h.enquiries, h.floor, directory{h}}
}

// startRooms starts what works in the background: projections of the floor's facts, the SIP
// trace, the move of recordings into the store.
func (h *house) startRooms(ctx context.Context, c *crew) {
	readers := []*reader.Reader{h.calls.Reader(), h.recordings.Reader(), h.promises.Reader(), h.audits.Reader(), h.surveys.Reader()}
	for _, r := range readers {
		c.start(ctx, "projection", r.Run)
	}
	c.start(ctx, "recordings", h.recordings.Run)
	c.start(ctx, "law of promises", h.promises.Run)
	c.start(ctx, "speech", h.speech.Run)
	c.start(ctx, "look-ups", h.menus.Run)
	c.start(ctx, "people's data", h.calls.Run)
	c.start(ctx, "quality of legs", h.calls.RunQuality)
	c.start(ctx, "messages", h.messages.Run)
	c.start(ctx, "requests from sites", h.widgets.Run)
	c.start(ctx, "letters", h.letters.Run)
	c.start(ctx, "enquiries", h.enquiries.Run)
	c.start(ctx, "sip trace", h.trunks.RunTrace)
	c.start(ctx, "watch", h.watch)
	c.start(ctx, "notices", func(ctx context.Context) error {
		heard := h.facts.Subscribe(noticeBuffer)
		defer heard.Close()
		for {
			select {
			case <-ctx.Done():
				return nil
			case e := <-heard.C:
				h.recent.Heard(e)
				for _, r := range readers {
					r.Wake()
				}
				if fact.Is[fact.RecordingClosed](e) {
					h.recordings.Wake()
				}
			}
		}
	})
}

// region is where a tenant's national numbers are at home.
func (h *house) region(ctx context.Context, t id.Tenant) (string, error) {
	of, err := h.tenants.Tenant(ctx, t)
	return of.Region, err
}

// agents are all who answer calls.
func (h *house) agents(ctx context.Context) ([]id.Agent, error) {
	return h.users.Agents(ctx)
}

// known answers the users' room about tenants and desk phones.
func (h *house) known(ctx context.Context, name string) (bool, error) {
	switch id.Kind(name) {
	case "ten":
		return h.tenants.Known(ctx, id.Tenant(name))
	case "dev":
		all, err := h.trunks.Devices(ctx)
		for _, d := range all {
			if string(d.ID) == name {
				return true, err
			}
		}
		return false, err
	}
	return false, nil
}

// knownTo answers the lines' room about what a tenant's line may name.
func (h *house) knownTo(ctx context.Context, t id.Tenant, name string) (bool, error) {
	switch id.Kind(name) {
	case "ten":
		return h.tenants.Known(ctx, id.Tenant(name))
	case "skl":
		return h.users.SkillKnown(ctx, id.Skill(name))
	case "std", "prm":
		return h.menus.PromptKnown(ctx, t, id.Prompt(name))
	case "trk":
		all, err := h.trunks.Trunks(ctx)
		for _, k := range all {
			if string(k.ID) == name {
				return true, err
			}
		}
		return false, err
	case "did":
		all, err := h.trunks.Numbers(ctx, t)
		for _, n := range all {
			if string(n.ID) == name {
				return true, err
			}
		}
		return false, err
	}
	return false, fmt.Errorf("nobody knows what %q is", name)
}

// lineUsed names what leads to a line.
func (h *house) lineUsed(ctx context.Context, l id.Line) (string, error) {
	if name, err := h.trunks.LineUsed(ctx, l); name != "" || err != nil {
		return name, err
	}
	return h.menus.LineUsed(ctx, l)
}

// skillUsed names a line that asks for the skill.
func (h *house) skillUsed(ctx context.Context, s id.Skill) (string, error) {
	all, err := h.lines.Lines(ctx, "")
	for _, l := range all {
		if slices.Contains(l.Skills(), s) {
			return l.Name, err
		}
	}
	return "", err
}

// tenantUsed names what still belongs to a tenant.
func (h *house) tenantUsed(ctx context.Context, t id.Tenant) (string, error) {
	lines, err := h.lines.Lines(ctx, t)
	if err != nil || len(lines) > 0 {
		return first(lines, func(l line.Line) string { return l.Name }), err
	}
	numbers, err := h.trunks.Numbers(ctx, t)
	return first(numbers, func(n trunk.Number) string { return string(n.E164) }), err
}

func first[T any](list []T, name func(T) string) string {
	if len(list) == 0 {
		return ""
	}
	return name(list[0])
}

// inputs are all settings as the core hears them at start: tenants before lines, lines
// before the numbers and menus that lead to them.
func (h *house) inputs(ctx context.Context) ([]core.Input, error) {
	var all []core.Input
	for _, room := range []func(context.Context) ([]core.Input, error){
		h.tenants.Inputs, h.lines.Inputs, h.menus.Inputs, h.surveys.Inputs, h.trunks.Inputs, h.users.Inputs,
	} {
		in, err := room(ctx)
		if err != nil {
			return nil, err
		}
		all = append(all, in...)
	}
	return all, nil
}

// firstLink is the first administrator's one-time link, "" when one can sign in already.
func (h *house) firstLink(ctx context.Context) (string, error) {
	token, err := h.users.FirstStart(ctx)
	if err != nil || token == "" {
		return "", err
	}
	return strings.TrimSuffix(h.address(), "/") + "/link/" + token, nil
}
