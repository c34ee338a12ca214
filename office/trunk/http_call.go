package trunk

import (
	"context"

	"gudok/base/httpd"
	"gudok/id"
)

type (
	testIn struct {
		Trunk id.Trunk `path:"trunk" maxLength:"64"`
		Body  struct {
			To string `json:"to" maxLength:"40" doc:"The number to call" example:"+380441234567"`
		}
	}
	testOut struct{ Body Test }
)

func (s *Service) callRoutes(api *httpd.API) {
	httpd.Register(api, httpd.Operation{ID: "test-trunk", Method: "POST", Path: "/trunks/{trunk}/test-call", Tag: "trunk",
		Summary: "Place one test call over a trunk: it rings for 30 s at most and lasts 5 s", Roles: httpd.Roles{httpd.Administrator}}, s.postTest)
}

func (s *Service) postTest(ctx context.Context, in *testIn) (*testOut, error) {
	r, err := s.TestCall(ctx, by(ctx), in.Trunk, in.Body.To)
	return &testOut{r}, err
}
