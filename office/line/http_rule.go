package line

import (
	"context"
	"net/http"

	"gudok/base/httpd"
	"gudok/id"
)

type (
	ruleOut struct{ Body Rule }
	ruleIn  struct{ Body Rule }
)

func (s *Service) ruleRoutes(api *httpd.API) {
	httpd.Register(api, httpd.Operation{ID: "get-routing", Method: http.MethodGet, Path: "/routing", Tag: "line",
		Summary: "How an agent finds the next caller among lines", Roles: httpd.Roles{httpd.Supervisor, httpd.Administrator}}, s.getRule)
	httpd.Register(api, httpd.Operation{ID: "change-routing", Method: http.MethodPut, Path: "/routing", Tag: "line",
		Summary: "Change how an agent finds the next caller among lines", Roles: httpd.Roles{httpd.Administrator}}, s.putRule)
}

// getRule: what holds for all lines is the centre's own matter.
func (s *Service) getRule(ctx context.Context, _ *none) (*ruleOut, error) {
	if err := httpd.Require(ctx, id.House, httpd.Supervisor, httpd.Administrator); err != nil {
		return nil, err
	}
	r, err := s.Rule(ctx)
	return &ruleOut{r}, err
}

func (s *Service) putRule(ctx context.Context, in *ruleIn) (*ruleOut, error) {
	if err := httpd.Require(ctx, id.House, httpd.Administrator); err != nil {
		return nil, err
	}
	r, err := s.SetRule(ctx, by(ctx), in.Body)
	return &ruleOut{r}, err
}
