package demo

import (
	"context"
	"crypto/rand"
	"fmt"

	"gudok/sim/client"
)

type object = map[string]any

// A business is one client of the invented centre.
type business struct {
	tenant   string
	colour   int
	lang     string
	region   string
	zone     string
	number   string
	line     string
	second   string // the menu's second branch: a line's name, "" is voicemail
	greeting object
	outcomes []string
	menu     string // voice of the menu
	said     string
	labels   [2]string
	phrases  []string // what callers say
	thanks   string
	prefix   string // of callers' numbers
}

func businesses() []business {
	return []business{
		{
			tenant: "Ромашка", colour: 1, lang: "uk", region: "UA", zone: "Europe/Kyiv", number: "+380443901210",
			line: "Замовлення", second: "Доставка",
			greeting: object{"ru": "Магазин «Ромашка», добрый день.", "uk": "Магазин «Ромашка», добрий день.", "en": "Romashka store, good afternoon."},
			outcomes: []string{"Замовлення", "Консультація", "Доставка", "Скарга", "Помилилися номером"},
			menu:     "menu-uk", said: "Вітаємо в магазині «Ромашка»…", labels: [2]string{"Замовлення", "Доставка"},
			phrases: []string{"uk-order", "uk-size"}, thanks: "uk-thanks", prefix: "+38067",
		},
		{
			tenant: "Дента-Люкс", colour: 2, lang: "ru", region: "UA", zone: "Europe/Kyiv", number: "+380442017780",
			line:     "Регистратура",
			greeting: object{"ru": "Клиника «Дента-Люкс», слушаю вас.", "uk": "Клініка «Дента-Люкс», слухаю вас.", "en": "Denta-Lux clinic, how can I help?"},
			outcomes: []string{"Записали на приём", "Перенесли", "Отменили", "Вопрос о цене"},
			menu:     "menu-ru", said: "Здравствуйте, вы позвонили в клинику «Дента-Люкс»…", labels: [2]string{"Запись", "Сообщение"},
			phrases: []string{"ru-tooth", "ru-price"}, thanks: "ru-thanks", prefix: "+38050",
		},
		{
			tenant: "Beacon", colour: 3, lang: "en", region: "GB", zone: "Europe/London", number: "+442079460123",
			line: "Support", second: "Billing",
			greeting: object{"ru": "Beacon, служба поддержки.", "uk": "Beacon, служба підтримки.", "en": "Beacon support, good afternoon."},
			outcomes: []string{"Solved", "Engineer visit", "Passed on", "Wrong number"},
			menu:     "menu-en", said: "Welcome to Beacon…", labels: [2]string{"Support", "Billing"},
			phrases: []string{"en-internet", "en-bill"}, thanks: "en-thanks", prefix: "+447700",
		},
	}
}

// robotNames are the agents at desk phones; each speaks one language best.
var robotNames = []struct{ name, login, voice string }{ //nolint:gochecknoglobals // a constant table
	{"Олена Бондар", "101", "agent-uk"}, {"Тарас Гнатюк", "102", "agent-uk"}, {"Марія Шевчук", "103", "agent-ru"},
	{"Ірина Мельник", "104", "agent-ru"}, {"Emma Clark", "105", "agent-en"}, {"Jack Moore", "106", "agent-en"},
}

// A builder sets the centre up through the API.
type builder struct {
	api    *client.Client
	web    string
	mem    *memory
	skills []string // by business
	owners []string // tenant ids
	lines  []string
	trunk  string
}

// build makes tenants, lines, menus, numbers, a trunk to where callers live, and people.
func (b *builder) build(ctx context.Context, callersAt string) error {
	var err error
	if b.trunk, err = b.api.Make(ctx, "/trunks", object{"name": "Loopback Telecom", "kind": "ip", "address": callersAt, "transport": "udp",
		"sources": []string{"127.0.0.1"}, "region": "UA", "enabled": true}); err != nil {
		return err
	}
	for _, p := range []object{
		{"name": "Перерыв", "kind": "break", "limit_ms": 15 * 60_000}, {"name": "Обед", "kind": "meal", "limit_ms": 45 * 60_000},
		{"name": "Обучение", "kind": "training"},
	} {
		if _, err := b.api.Make(ctx, "/pauses", p); err != nil {
			return err
		}
	}
	for _, one := range businesses() {
		if err := b.business(ctx, one); err != nil {
			return fmt.Errorf("%s: %w", one.tenant, err)
		}
	}
	return b.people(ctx)
}

func (b *builder) business(ctx context.Context, one business) error {
	tenant, err := b.api.Make(ctx, "/tenants", object{"name": one.tenant, "colour": one.colour, "zone": one.zone, "lang": one.lang,
		"region": one.region, "record": true})
	if err != nil {
		return err
	}
	skill, err := b.api.Make(ctx, "/skills", object{"name": one.tenant})
	if err != nil {
		return err
	}
	b.skills, b.owners = append(b.skills, skill), append(b.owners, tenant)
	line, err := b.line(ctx, tenant, skill, one, one.line, "")
	if err != nil {
		return err
	}
	second := object{"name": "second", "kind": "voicemail", "line": line, "max_ms": 60_000}
	if one.second != "" {
		other, err := b.line(ctx, tenant, skill, one, one.second, line)
		if err != nil {
			return err
		}
		second = object{"name": "second", "kind": "enqueue", "line": other}
	}
	menu, err := b.menu(ctx, tenant, line, second, one)
	if err != nil {
		return err
	}
	did, err := b.api.Make(ctx, "/numbers", object{"tenant": tenant, "e164": one.number, "name": one.tenant, "line": line, "menu": menu, "trunk": b.trunk})
	if err != nil {
		return err
	}
	return b.callBackWith(ctx, line, did)
}

func (b *builder) line(ctx context.Context, tenant, skill string, one business, name, parent string) (string, error) {
	outcomes := make([]object, len(one.outcomes))
	for i, o := range one.outcomes {
		outcomes[i] = object{"id": "", "name": o}
	}
	line := object{"tenant": tenant, "name": name, "skill": skill, "greeting": one.greeting, "dispositions": outcomes,
		"trunks": []string{b.trunk}, "wrap_s": 20,
		// Invented people may be called at any hour: a demo is looked at in the evening too.
		"may_call": object{"from": 0, "to": 24 * 60}}
	if parent != "" {
		line["parent"] = parent
	}
	made, err := b.api.Make(ctx, "/lines", line)
	b.lines = append(b.lines, made)
	return made, err
}

// callBackWith lets all lines of the last business show its number when they call back.
func (b *builder) callBackWith(ctx context.Context, root, did string) error {
	var all []object
	if err := b.api.Get(ctx, "/lines", &all); err != nil {
		return err
	}
	for _, l := range all {
		if l["id"] == root || l["parent"] == root {
			name, _ := l["id"].(string)
			delete(l, "id")
			l["caller_did"] = did
			if err := b.api.Put(ctx, "/lines/"+name, l, nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// menu is answer, a greeting with two keys, and what they lead to.
func (b *builder) menu(ctx context.Context, tenant, line string, second object, one business) (string, error) {
	var prompt struct{ ID string }
	if err := b.api.Upload(ctx, "/prompts", one.menu+".wav", wav(voice(one.menu)),
		map[string]string{"tenant": tenant, "name": one.menu, "lang": one.lang, "said": one.said}, &prompt); err != nil {
		return "", err
	}
	draft := object{"start": "answer", "nodes": []object{
		{"name": "answer", "kind": "answer", "next": "choose"},
		{"name": "choose", "kind": "menu", "say": []object{{"prompt": prompt.ID}}, "timeout_ms": 5000, "tries": 2, "on_fail": "first",
			"choices": []object{{"key": "1", "label": one.labels[0], "next": "first"}, {"key": "2", "label": one.labels[1], "next": "second"}}},
		{"name": "first", "kind": "enqueue", "line": line},
		second,
	}}
	var menu struct {
		ID      string
		Version int
	}
	if err := b.api.Post(ctx, "/menus", object{"tenant": tenant, "name": one.tenant, "draft": draft}, &menu); err != nil {
		return "", err
	}
	return menu.ID, b.api.Post(ctx, "/menus/"+menu.ID+"/publish", object{"version": menu.Version}, nil)
}

// people are the robots, and the users whose links are printed.
func (b *builder) people(ctx context.Context) error {
	all := make([]object, len(b.skills))
	for i, s := range b.skills {
		all[i] = object{"skill": s, "level": 4}
	}
	for i, r := range robotNames {
		if err := b.robot(ctx, i, r.name, r.login, r.voice, all); err != nil {
			return err
		}
	}
	house := func(role string) []object { return []object{{"tenant": "ten_house", "role": role}} }
	for role, u := range map[string]object{
		"agent":         {"login": "agent", "name": "Анна Коваль", "lang": "ru", "grants": house("agent"), "skills": all},
		"supervisor":    {"login": "supervisor", "name": "Павло Сидоренко", "lang": "ru", "grants": house("supervisor"), "skills": []object{}},
		"administrator": {"login": "administrator", "name": "Софія Литвин", "lang": "ru", "grants": house("administrator"), "skills": []object{}},
		"client": {"login": "client", "name": "Ірина Ромашко", "lang": "uk", "skills": []object{},
			"grants": []object{{"tenant": b.owners[0], "role": "owner"}}},
	} {
		made, err := b.api.Make(ctx, "/users", u)
		if err != nil {
			return err
		}
		b.mem.Users[role] = made
	}
	return nil
}

func (b *builder) robot(ctx context.Context, i int, name, login, voice string, skills []object) error {
	secret := rand.Text()
	device, err := b.api.Make(ctx, "/devices", object{"name": name, "login": login, "secret": secret, "enabled": true})
	if err != nil {
		return err
	}
	own := make([]object, len(skills))
	for k, s := range skills {
		level := 2
		if k == i/2 {
			level = 5
		}
		own[k] = object{"skill": s["skill"], "level": level}
	}
	var user struct{ ID, Agent string }
	err = b.api.Post(ctx, "/users", object{"login": "robot" + login, "name": name, "lang": "uk", "desk": device,
		"grants": []object{{"tenant": "ten_house", "role": "agent"}}, "skills": own}, &user)
	if err != nil {
		return err
	}
	var link struct{ Path string }
	if err := b.api.Post(ctx, "/users/"+user.ID+"/link", nil, &link); err != nil {
		return err
	}
	password := rand.Text()
	if err := client.New(b.web).UseLink(ctx, link.Path, "", password); err != nil {
		return err
	}
	b.mem.Robots = append(b.mem.Robots, robotSeat{Agent: user.Agent, Device: device, Login: login, Secret: secret, Password: password, Voice: voice})
	return nil
}
