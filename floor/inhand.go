package floor

import (
	"context"

	"gudok/core"
	"gudok/id"
)

// InHand is the call that the agent is offered, talks in or writes up at this moment; "" none.
func (f *Floor) InHand(ctx context.Context, a id.Agent) (t id.Tenant, c id.Call, err error) {
	err = f.look(ctx, func(s *core.State, _ uint64, now int64) {
		if d, ok := s.Desk(a, now); ok && d.Item != nil {
			t, c = d.Item.Tenant, d.Item.Call
		}
	})
	return t, c, err
}
