package recording

import (
	"context"

	"gudok/base/db"
	"gudok/fact"
	"gudok/id"
)

// foldAll takes facts into the table. A fact that cannot be read is logged and passed over.
func (s *Service) foldAll(ctx context.Context, tx *db.Tx, facts []fact.Envelope) error {
	for _, e := range facts {
		var err error
		switch {
		case fact.Is[fact.RecordingStarted](e):
			f, bad := fact.Open[fact.RecordingStarted](e)
			if s.unreadable(ctx, e, bad) {
				continue
			}
			err = started(ctx, tx.Scope(tenantOf(e)), Recording{ID: f.Recording, Line: e.Line, Call: e.Call, Agent: e.Agent,
				Voicemail: f.Voicemail, StartedAt: e.At})
		case fact.Is[fact.RecordingClosed](e):
			f, bad := fact.Open[fact.RecordingClosed](e)
			if s.unreadable(ctx, e, bad) {
				continue
			}
			if f.SHA256 != "" {
				err = expect(ctx, tx.Scope(tenantOf(e)), f.Recording)
			}
			if err != nil {
				return err
			}
			err = closed(ctx, tx.Scope(tenantOf(e)), Recording{ID: f.Recording, Line: e.Line, Call: e.Call, Agent: e.Agent,
				StartedAt: e.At - f.MS, ClosedAt: e.At, MS: f.MS, Bytes: f.Bytes, SHA256: f.SHA256, Gaps: f.Gaps, Failed: f.Failed})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) unreadable(ctx context.Context, e fact.Envelope, err error) bool {
	if err != nil {
		s.o.Log.ErrorContext(ctx, "fact passed over", "call", e.Call, "err", err)
	}
	return err != nil
}

// tenantOf: a recording that belongs to nobody would be seen by nobody.
func tenantOf(e fact.Envelope) id.Tenant {
	if e.Tenant == "" {
		return id.House
	}
	return e.Tenant
}
