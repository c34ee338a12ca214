package floor

import (
	"context"
	"net/http"

	"gudok/base/httpd"
	"gudok/id"
)

func (f *Floor) backRoutes(api *httpd.API) {
	httpd.Register(api, httpd.Operation{
		ID: "get-board-at", Method: http.MethodGet, Path: "/board/at", Tag: "floor",
		Summary: "The floor as it was at a past second: lived again where the inputs are kept, else from the facts", Roles: watchers(),
	}, f.getBoardAt)
	httpd.Register(api, httpd.Operation{
		ID: "get-board-moments", Method: http.MethodGet, Path: "/board/moments", Tag: "floor",
		Summary: "What happened in each minute of a past time, at most 25 hours", Roles: watchers(),
	}, f.getMoments)
}

type boardAtInput struct {
	Tenant id.Tenant `query:"tenant" maxLength:"64" doc:"Only this tenant's lines and calls; missing: all that one may see"`
	At     int64     `query:"at" required:"true" minimum:"1" doc:"The moment, ms UTC"`
}

type boardAtOutput struct{ Body Then }

func (f *Floor) getBoardAt(ctx context.Context, in *boardAtInput) (*boardAtOutput, error) {
	v, err := viewOf(ctx, in.Tenant)
	if err != nil {
		return nil, err
	}
	t, err := f.Then(ctx, httpd.Who(ctx).User, v, in.At)
	return &boardAtOutput{t}, err
}

type momentsInput struct {
	Tenant id.Tenant `query:"tenant" maxLength:"64" doc:"Only this tenant; missing: all that one may see"`
	From   int64     `query:"from" required:"true" minimum:"1" doc:"ms UTC"`
	To     int64     `query:"to" required:"true" minimum:"1" doc:"ms UTC"`
}

type momentsOutput struct{ Body Moments }

func (f *Floor) getMoments(ctx context.Context, in *momentsInput) (*momentsOutput, error) {
	v, err := viewOf(ctx, in.Tenant)
	if err != nil {
		return nil, err
	}
	m, err := f.Moments(ctx, httpd.Who(ctx).User, v, in.From, in.To)
	return &momentsOutput{m}, err
}
