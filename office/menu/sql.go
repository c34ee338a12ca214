package menu

import (
	"context"
	"encoding/json"
	"fmt"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/core/flow"
	"gudok/fact"
	"gudok/id"
	"gudok/phone"
)

const menuColumns = `id, tenant, name, draft, published, published_at, version`

const sqlMenus = `
select ` + menuColumns + ` from menu where (? = '' or tenant = ?) and removed_at = 0 order by tenant, name, id`

const sqlMenu = `
select ` + menuColumns + ` from menu where id = ? and removed_at = 0`

const sqlMenuNames = `
select id, tenant, name, removed_at from menu where (? = '' or tenant = ?) order by id`

const sqlAddMenu = `
insert into menu (` + menuColumns + `, removed_at) values (?, ?, ?, ?, 0, 0, 1, 0)`

const sqlChangeMenu = `
update menu set name = ?, draft = ?, version = version + 1
where id = ? and tenant = ? and version = ? and removed_at = 0`

const sqlPublishMenu = `
update menu set published = ?, published_at = ?, version = version + 1
where id = ? and tenant = ? and version = ? and removed_at = 0`

const sqlRemoveMenu = `
update menu set removed_at = ? where id = ? and tenant = ? and removed_at = 0`

// menus are the scope's tenant's, tenant "" is all.
func menus(ctx context.Context, sc db.Scope) ([]Menu, error) {
	rows, err := sc.Query(ctx, sqlMenus, sc.Tenant, sc.Tenant)
	return db.Collect(rows, err, scanMenu)
}

// menu finds whose it is too: an administrator names only the menu.
func menu(ctx context.Context, q db.Querier, name id.Flow) (Menu, error) {
	m, err := scanMenu(q.QueryRow(ctx, sqlMenu, name).Scan)
	if db.NotFound(err) {
		return m, problem.New(problem.NotFound, "menu.unknown", "menu", string(name))
	}
	return m, err
}

func scanMenu(scan func(...any) error) (m Menu, err error) {
	var draft string
	if err := scan(&m.ID, &m.Tenant, &m.Name, &draft, &m.Published, &m.PublishedAt, &m.Version); err != nil {
		return m, err
	}
	if err := json.Unmarshal([]byte(draft), &m.Draft); err != nil {
		return m, fmt.Errorf("draft of %s: %w", m.ID, err)
	}
	return m, nil
}

func addMenu(ctx context.Context, sc db.Scope, m Menu) error {
	_, err := sc.Exec(ctx, sqlAddMenu, m.ID, sc.Tenant, m.Name, text(m.Draft))
	return taken(err, "menu.name_taken", m.Name)
}

func changeMenu(ctx context.Context, sc db.Scope, m Menu) error {
	n, err := sc.Exec(ctx, sqlChangeMenu, m.Name, text(m.Draft), m.ID, sc.Tenant, m.Version)
	return saved(n, taken(err, "menu.name_taken", m.Name), "menu")
}

func removeMenu(ctx context.Context, sc db.Scope, name id.Flow, now int64) error {
	n, err := sc.Exec(ctx, sqlRemoveMenu, now, name, sc.Tenant)
	return saved(n, err, "menu")
}

const sqlAddVersion = `
insert into menu_version (menu, version, tenant, program, at, actor) values (?, ?, ?, ?, ?, ?)`

const sqlVersion = `
select program from menu_version where menu = ? and version = ? and tenant = ?`

const sqlPublished = `
select v.program from menu m join menu_version v on v.menu = m.id and v.version = m.published
where (? = '' or m.tenant = ?) and m.removed_at = 0
order by m.id`

// publishMenu keeps the program for ever as version p.Version and points the menu to it.
func publishMenu(ctx context.Context, sc db.Scope, m Menu, p flow.Program, by fact.Actor, now int64) error {
	if _, err := sc.Exec(ctx, sqlAddVersion, m.ID, p.Version, sc.Tenant, text(p), now, by); err != nil {
		if db.Taken(err) {
			return problem.New(problem.Conflict, "menu.changed_meanwhile")
		}
		return err
	}
	n, err := sc.Exec(ctx, sqlPublishMenu, p.Version, now, m.ID, sc.Tenant, m.Version)
	return saved(n, err, "menu")
}

func version(ctx context.Context, sc db.Scope, name id.Flow, n int) (flow.Program, error) {
	p, err := scanProgram(sc.QueryRow(ctx, sqlVersion, name, n, sc.Tenant).Scan)
	if db.NotFound(err) {
		return p, problem.New(problem.NotFound, "menu.version_unknown", "menu", string(name))
	}
	return p, err
}

// published are the programs in use.
func published(ctx context.Context, sc db.Scope) ([]flow.Program, error) {
	rows, err := sc.Query(ctx, sqlPublished, sc.Tenant, sc.Tenant)
	return db.Collect(rows, err, scanProgram)
}

func scanProgram(scan func(...any) error) (p flow.Program, err error) {
	var data string
	if err := scan(&data); err != nil {
		return p, err
	}
	return p, json.Unmarshal([]byte(data), &p)
}

const promptColumns = `id, tenant, name, lang, said, ms, sha_alaw, sha_ulaw, created_at, version`

const sqlPrompts = `
select ` + promptColumns + ` from prompt where (? = '' or tenant = ?) and removed_at = 0 order by tenant, name, id`

const sqlPrompt = `
select ` + promptColumns + ` from prompt where id = ?`

const sqlPromptInUse = `
select ` + promptColumns + ` from prompt where id = ? and removed_at = 0`

const sqlAddPrompt = `
insert into prompt (` + promptColumns + `, removed_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 0)`

const sqlChangePrompt = `
update prompt set name = ?, lang = ?, said = ?, version = version + 1
where id = ? and tenant = ? and version = ? and removed_at = 0`

const sqlRemovePrompt = `
update prompt set removed_at = ? where id = ? and tenant = ? and removed_at = 0`

func promptsOf(ctx context.Context, sc db.Scope) ([]Prompt, error) {
	rows, err := sc.Query(ctx, sqlPrompts, sc.Tenant, sc.Tenant)
	return db.Collect(rows, err, scanPrompt)
}

// prompt finds one in use; removed ones too when every is true: a call that began before
// goes on hearing it.
func prompt(ctx context.Context, q db.Querier, name id.Prompt, every bool) (Prompt, error) {
	text := sqlPromptInUse
	if every {
		text = sqlPrompt
	}
	p, err := scanPrompt(q.QueryRow(ctx, text, name).Scan)
	if db.NotFound(err) {
		return p, problem.New(problem.NotFound, "prompt.unknown", "prompt", string(name))
	}
	return p, err
}

func scanPrompt(scan func(...any) error) (p Prompt, err error) {
	return p, scan(&p.ID, &p.Tenant, &p.Name, &p.Lang, &p.Said, &p.MS, &p.SHAALaw, &p.SHAULaw, &p.CreatedAt, &p.Version)
}

func addPrompt(ctx context.Context, sc db.Scope, p Prompt) error {
	_, err := sc.Exec(ctx, sqlAddPrompt, p.ID, sc.Tenant, p.Name, p.Lang, p.Said, p.MS, p.SHAALaw, p.SHAULaw, p.CreatedAt)
	return taken(err, "prompt.name_taken", p.Name)
}

func changePrompt(ctx context.Context, sc db.Scope, p Prompt) error {
	n, err := sc.Exec(ctx, sqlChangePrompt, p.Name, p.Lang, p.Said, p.ID, sc.Tenant, p.Version)
	return saved(n, taken(err, "prompt.name_taken", p.Name), "prompt")
}

func removePrompt(ctx context.Context, sc db.Scope, name id.Prompt, now int64) error {
	n, err := sc.Exec(ctx, sqlRemovePrompt, now, name, sc.Tenant)
	return saved(n, err, "prompt")
}

// A Name is how a list in the directory shows a menu, removed ones too.
type Name struct {
	ID      id.Flow
	Tenant  id.Tenant
	Name    string
	Removed bool
}

func menuNames(ctx context.Context, sc db.Scope) ([]Name, error) {
	rows, err := sc.Query(ctx, sqlMenuNames, sc.Tenant, sc.Tenant)
	return db.Collect(rows, err, func(scan func(...any) error) (n Name, err error) {
		var removed int64
		err = scan(&n.ID, &n.Tenant, &n.Name, &removed)
		n.Removed = removed != 0
		return n, err
	})
}

func text(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic("a program is always JSON: " + err.Error())
	}
	return string(b)
}

// taken turns the database's word for a name that is in use into ours.
func taken(err error, code, name string) error {
	if db.Taken(err) {
		return problem.New(problem.Conflict, code, "name", name)
	}
	return err
}

// saved: no row changed means that somebody else has saved since this person began to edit.
func saved(rows int64, err error, what string) error {
	if err == nil && rows == 0 {
		return problem.New(problem.Conflict, what+".changed_meanwhile")
	}
	return err
}

const sqlKnownCallers = `select number, name from known_caller where tenant = ? order by number`

const sqlKnownCaller = `select 1 from known_caller where tenant = ? and number = ?`

const sqlClearKnown = `delete from known_caller where tenant = ?`

const sqlAddKnown = `insert into known_caller (tenant, number, name) values (?, ?, ?)`

func knownCallers(ctx context.Context, sc db.Scope) ([]KnownCaller, error) {
	rows, err := sc.Query(ctx, sqlKnownCallers, sc.Tenant)
	return db.Collect(rows, err, func(scan func(...any) error) (k KnownCaller, err error) { return k, scan(&k.Number, &k.Name) })
}

func isKnown(ctx context.Context, sc db.Scope, e164 phone.Number) (bool, error) {
	var one int
	err := sc.QueryRow(ctx, sqlKnownCaller, sc.Tenant, e164).Scan(&one)
	if db.NotFound(err) {
		return false, nil
	}
	return err == nil, err
}

func clearKnown(ctx context.Context, sc db.Scope) error {
	_, err := sc.Exec(ctx, sqlClearKnown, sc.Tenant)
	return err
}

func addKnown(ctx context.Context, sc db.Scope, k KnownCaller) error {
	_, err := sc.Exec(ctx, sqlAddKnown, sc.Tenant, k.Number, k.Name)
	return err
}
