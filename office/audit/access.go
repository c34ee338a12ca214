package audit

import (
	"cmp"
	"context"
	"encoding/json"
	"math"
	"slices"

	"gudok/base/db"
	"gudok/fact"
	"gudok/id"
)

// An Access is a look, a listening or a coming in: what changed nothing and is answered for.
type Access struct {
	Seq    uint64          `json:"seq" doc:"Its number in its stream"`
	At     int64           `json:"at" doc:"ms UTC"`
	Type   string          `json:"type" example:"ear.opened"`
	Actor  fact.Actor      `json:"actor" doc:"Who did it"`
	Tenant id.Tenant       `json:"tenant,omitempty"`
	Line   id.Line         `json:"line,omitempty"`
	Call   id.Call         `json:"call,omitempty"`
	Agent  id.Agent        `json:"agent,omitempty" doc:"Whose conversation it was, or at whose seat an ear listened"`
	Data   json.RawMessage `json:"data"`
}

// A Kind is where accesses come from.
type Kind string

const (
	Office Kind = "access" // recordings heard and removed, signing in, links, sweeps
	Ears   Kind = "ear"    // who listened, whispered, barged in
)

// officeTypes are the facts of the office that are accesses.
func officeTypes() []string {
	return []string{fact.RecordingPlayed{}.FactType(), fact.RecordingRemoved{}.FactType(), fact.RetentionSwept{}.FactType(), fact.TrunkTested{}.FactType(),
		fact.SignedIn{}.FactType(), fact.SignInFailed{}.FactType(), fact.SignedOut{}.FactType(), fact.LinkMade{}.FactType(), fact.ProofMade{}.FactType()}
}

// Accesses are those of the kind that fit, newest first; next as in [Service.Changes].
func (s *Service) Accesses(ctx context.Context, kind Kind, f Filter) (list []Access, next uint64, err error) {
	if f.To == 0 {
		f.To = math.MaxInt64
	}
	if f.Before == 0 {
		f.Before = math.MaxInt64
	}
	list = []Access{}
	for read := 0; read < maxRead; read += pageSize {
		page, err := s.accessPage(ctx, kind, f)
		if err != nil {
			return nil, 0, err
		}
		for _, a := range page {
			f.Before = a.Seq
			if f.Actor != "" && a.Actor != f.Actor || f.ID != "" && string(a.Call) != f.ID && string(a.Agent) != f.ID {
				continue
			}
			if list = append(list, a); len(list) == pageSize {
				return list, f.Before, nil
			}
		}
		if len(page) < pageSize {
			return list, 0, nil
		}
	}
	return list, f.Before, nil
}

// accessPage is one read, over all the tenants of the filter.
func (s *Service) accessPage(ctx context.Context, kind Kind, f Filter) ([]Access, error) {
	tenants := f.Tenants
	if tenants == nil {
		tenants = []id.Tenant{""}
	}
	var all []Access
	for _, t := range tenants {
		if kind == Ears {
			some, err := ears(ctx, s.o.DB.Scope(t), f)
			if err != nil {
				return nil, err
			}
			all = append(all, some...)
			continue
		}
		for _, typ := range officeTypes() {
			facts, err := db.FactsOfType(ctx, s.o.DB, typ, t, f.From, f.To, f.Before, pageSize)
			if err != nil {
				return nil, err
			}
			for _, e := range facts {
				all = append(all, access(e))
			}
		}
	}
	slices.SortFunc(all, func(a, b Access) int { return cmp.Compare(b.Seq, a.Seq) })
	return all[:min(len(all), pageSize)], nil
}

func access(e fact.Envelope) Access {
	return Access{e.Seq, e.At, e.Type, e.Actor, e.Tenant, e.Line, e.Call, e.Agent, e.Data}
}

// foldAll keeps the facts about ears.
func (s *Service) foldAll(ctx context.Context, tx *db.Tx, facts []fact.Envelope) error {
	for _, e := range facts {
		if !fact.Is[fact.EarOpened](e) && !fact.Is[fact.EarChanged](e) && !fact.Is[fact.EarClosed](e) {
			continue
		}
		a := access(e)
		// Where the floor names only the seat, the fact itself says who sat there.
		var who struct {
			By id.User `json:"by"`
		}
		if err := json.Unmarshal(e.Data, &who); err == nil && who.By != "" {
			a.Actor = fact.Actor(who.By)
		} else if a.Actor == "" && a.Agent != "" {
			a.Actor = fact.Actor(id.UserOf(a.Agent))
		}
		if a.Tenant == "" {
			a.Tenant = id.House
		}
		if err := putEar(ctx, tx.Scope(a.Tenant), a); err != nil {
			return err
		}
	}
	return nil
}
