package call

import (
	"context"

	"gudok/id"
)

// Note keeps what an agent writes during the call and its wrap-up; the last one counts. It
// implements floor.Notes: the call may not be folded yet, so the floor says whose it is.
func (s *Service) Note(ctx context.Context, t id.Tenant, name id.Call, a id.Agent, text string) error {
	was, err := note(ctx, s.o.DB.Scope(t), name)
	if err != nil {
		return err
	}
	if was.Text == text {
		return nil
	}
	_, err = s.SaveNote(ctx, Call{ID: name, Tenant: t}, Note{Text: text, By: id.UserOf(a), Version: was.Version})
	return err
}
