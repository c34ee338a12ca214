package call

import (
	"context"
	"time"

	"gudok/id"
)

// knownFor is how long a tenant's menus know a caller to whom somebody spoke.
const knownFor = 365 * 24 * time.Hour

// Known reports whether somebody of the tenant spoke with the number in the last 365 days.
func (s *Service) Known(ctx context.Context, t id.Tenant, n id.Number) (bool, error) {
	if n == "" {
		return false, nil
	}
	return spokeSince(ctx, s.o.DB.Scope(t), n, s.o.DB.Now()-knownFor.Milliseconds())
}
