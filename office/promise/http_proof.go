package promise

import (
	"math"
	"net/http"
	"strconv"
	"time"

	"gudok/base/httpd"
	"gudok/base/problem"
	"gudok/id"
)

// maxProofs an hour and person: each reads all facts of the period.
const maxProofs = 20

// taken counts the proofs that people took away.
type taken struct{ *httpd.Limit }

func newTaken(now func() time.Time) taken {
	return taken{&httpd.Limit{N: maxProofs, Window: time.Hour, Now: now}}
}

// getProof answers with a zip: a table for people, the facts, and how to check them.
func (s *Service) getProof(w http.ResponseWriter, r *http.Request) error {
	ctx, q := r.Context(), r.URL.Query()
	tenant := id.Tenant(q.Get("tenant"))
	if tenant == "" {
		return problem.New(problem.Invalid, "promise.proof_tenant")
	}
	if err := httpd.Require(ctx, tenant, exporters()...); err != nil {
		return err
	}
	from, err := moment(q.Get("from"))
	if err != nil {
		return err
	}
	to, err := moment(q.Get("to"))
	if err != nil {
		return err
	}
	who := httpd.Who(ctx)
	if err := s.proofs.Take(string(who.User)); err != nil {
		return err
	}
	e, err := s.Export(ctx, Exporting{Tenant: tenant, From: from, To: to, By: who.User, Lang: q.Get("lang"),
		Whole: who.Has(tenant, httpd.Supervisor, httpd.Owner)})
	if err != nil {
		return err
	}
	name := "promises-" + time.UnixMilli(e.Head().MadeAt).UTC().Format("2006-01-02") + ".zip"
	w.Header().Set("Content-Type", "application/zip")
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	return e.Write(ctx, w)
}

// moment is ms UTC of the address; "" is no end.
func moment(text string) (int64, error) {
	if text == "" {
		return 0, nil
	}
	ms, err := strconv.ParseInt(text, 10, 64)
	if err != nil || ms < 0 || ms == math.MaxInt64 {
		return 0, problem.New(problem.Invalid, "promise.proof_period")
	}
	return ms, nil
}
