package menu

import (
	"context"
	"strconv"
	"strings"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/core"
	"gudok/fact"
	"gudok/id"
)

// An Extension is an agent whom callers can dial in a menu.
type Extension struct {
	Agent id.Agent `json:"agent"`
	Ext   string   `json:"ext,omitempty" doc:"Digits of the extension; empty: none"`
	Name  string   `json:"name,omitempty" doc:"As callers spell it on the keypad; empty: not by name"`
}

// Limits of extensions.
const (
	maxExtensions = 10_000 // agents of a floor
	maxExt        = 6      // digits: more is a telephone number
)

// Extensions is whom callers can dial.
func (s *Service) Extensions(ctx context.Context) ([]Extension, error) {
	return extensions(ctx, s.o.DB)
}

// SetExtensions replaces the list. An extension belongs to one agent.
func (s *Service) SetExtensions(ctx context.Context, by fact.Actor, list []Extension) error {
	if len(list) > maxExtensions {
		return problem.New(problem.Invalid, "extension.too_many", "max", strconv.Itoa(maxExtensions))
	}
	agents, taken := map[id.Agent]bool{}, map[string]bool{}
	for i := range list {
		e := &list[i]
		e.Name, e.Ext = strings.TrimSpace(e.Name), strings.TrimSpace(e.Ext)
		row := strconv.Itoa(i + 1)
		switch {
		case id.Kind(string(e.Agent)) != "agt" || agents[e.Agent]:
			return problem.New(problem.Invalid, "extension.agent", "row", row)
		case len(e.Ext) > maxExt || strings.ContainsFunc(e.Ext, func(r rune) bool { return r < '0' || r > '9' }):
			return problem.New(problem.Invalid, "extension.digits", "row", row, "max", strconv.Itoa(maxExt))
		case e.Ext != "" && taken[e.Ext]:
			return problem.New(problem.Invalid, "extension.taken", "row", row, "ext", e.Ext)
		case len([]rune(e.Name)) > maxName:
			return problem.New(problem.Invalid, "extension.name_too_long", "row", row, "max", strconv.Itoa(maxName))
		}
		agents[e.Agent], taken[e.Ext] = true, true
	}
	return s.change(ctx, func(ctx context.Context, tx *db.Tx) error {
		was, err := extensions(ctx, tx)
		if err != nil {
			return err
		}
		if err := clearExtensions(ctx, tx); err != nil {
			return err
		}
		for _, e := range list {
			if err := addExtension(ctx, tx, e); err != nil {
				return err
			}
		}
		type count struct {
			Count int `json:"count"`
		}
		return db.Changed(ctx, tx, "extension", id.House, by, "extensions", count{len(was)}, count{len(list)})
	}, extensionsInput(list))
}

// extensionsInput is the list as the core hears it: names become digits.
func extensionsInput(list []Extension) core.ExtensionsSet {
	var in core.ExtensionsSet
	for _, e := range list {
		in.List = append(in.List, core.Extension{Agent: e.Agent, Ext: e.Ext, Keys: spelled(e.Name)})
	}
	return in
}
