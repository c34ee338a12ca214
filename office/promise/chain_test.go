package promise

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"net/http"
	"strings"
	"testing"

	"gudok/base/db"
	"gudok/fact"
	"gudok/office/officetest"
)

// broken is what the shop's check found: why, the link and the promise.
func (r *rig) broken(t *testing.T) (why string, at *BrokenView) {
	t.Helper()
	if err := r.CheckLaw(t.Context()); err != nil {
		t.Fatal(err)
	}
	s := officetest.Must[SummaryView](r.api, officetest.ShopOwner, "GET", "/promises/summary", nil)
	if s.OK != (s.Why == "") || s.OK != (s.Broken == nil) {
		t.Errorf("ok %v, why %q, broken %+v", s.OK, s.Why, s.Broken)
	}
	return s.Why, s.Broken
}

func (r *rig) exec(t *testing.T, text string, args ...any) {
	t.Helper()
	if n, err := r.db.Exec(t.Context(), text, args...); err != nil || n == 0 {
		t.Fatal(n, err)
	}
}

func TestTheFirstBrokenLinkIsNamed(t *testing.T) {
	for _, c := range []struct {
		name   string
		tamper func(t *testing.T, r *rig)
		why    string
		n      int64
		prs    string
	}{
		{"nothing was done", func(*testing.T, *rig) {}, "", 0, ""},
		{"two facts were swapped", func(_ *testing.T, r *rig) {
			var one, other fact.Envelope
			r.tape.Change(5, func(e *fact.Envelope) { one = *e })
			r.tape.Change(7, func(e *fact.Envelope) {
				other, *e = *e, fact.Envelope{Stream: e.Stream, Seq: e.Seq, At: e.At, Cause: 1, Head: one.Head, Type: one.Type, Data: one.Data}
			})
			r.tape.Change(5, func(e *fact.Envelope) { e.Head, e.Type, e.Data = other.Head, other.Type, other.Data })
		}, WhyChanged, 4, "prs_1"},
		{"the agent of an attempt was changed", func(_ *testing.T, r *rig) {
			r.tape.Change(8, func(e *fact.Envelope) { e.Agent = "agt_ivan" })
		}, WhyChanged, 7, "prs_3"},
		{"a fact was taken away and its link too", func(t *testing.T, r *rig) {
			r.tape.Change(5, func(e *fact.Envelope) { e.Type = "call.created" })
			r.exec(t, `delete from promise_link where seq = 5`)
		}, WhyLink, 4, "prs_1"},
		{"a link was taken away", func(t *testing.T, r *rig) {
			r.exec(t, `delete from promise_link where seq = 5`)
		}, WhyAdded, 3, "prs_1"},
		{"a fact was given to the other tenant", func(_ *testing.T, r *rig) {
			r.tape.Change(3, func(e *fact.Envelope) { e.Tenant = officetest.Dent })
		}, WhyChanged, 2, "prs_1"},
		{"a reason was made nicer on the list only", func(t *testing.T, r *rig) {
			r.exec(t, `update promise set reason = 'talked' where id = 'prs_4'`)
		}, WhySum, 14, ""},
		{"a fact was changed and all was folded again", func(t *testing.T, r *rig) {
			if err := r.CheckLaw(t.Context()); err != nil { // this remembers the head
				t.Fatal(err)
			}
			r.tape.Change(10, func(e *fact.Envelope) { e.Data = []byte(strings.Replace(string(e.Data), "talked", "refused", 1)) })
			if err := r.Reader().Rebuild(t.Context()); err != nil {
				t.Fatal(err)
			}
		}, WhyHead, 14, "prs_6"},
		{"the last fact was cut off and all was folded again", func(t *testing.T, r *rig) {
			if err := r.CheckLaw(t.Context()); err != nil {
				t.Fatal(err)
			}
			r.tape.Change(15, func(e *fact.Envelope) { e.Type = "call.created" })
			if err := r.Reader().Rebuild(t.Context()); err != nil {
				t.Fatal(err)
			}
		}, WhyHead, 14, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			onBoth(t, func(t *testing.T, r *rig) {
				c.tamper(t, r)
				why, at := r.broken(t)
				if why != c.why || at != nil && (at.N != c.n || string(at.Promise) != c.prs) {
					t.Errorf("found %q at %+v, want %q at %d %s", why, at, c.why, c.n, c.prs)
				}
			})
		})
	}
}

func TestAChainOfAnEarlierFormIsMadeAgain(t *testing.T) {
	onBoth(t, func(t *testing.T, r *rig) {
		r.exec(t, `update promise_law set form = 1, hash = 'old'`)
		r.exec(t, `delete from promise_link`)
		if err := r.Reform(t.Context()); err != nil {
			t.Fatal(err)
		}
		if why, at := r.broken(t); why != "" {
			t.Errorf("%q at %+v", why, at)
		}
	})
}

func TestTheHourlyCheckReadsOnlyWhatIsNew(t *testing.T) {
	onBoth(t, func(t *testing.T, r *rig) {
		first := func() int64 { return r.walked.chains[officetest.Shop].N }
		if err := r.check(t.Context(), false); err != nil || first() != 14 {
			t.Fatal(err, first())
		}
		teller{r.tape}.opened(900, officetest.Shop, "prs_9", "num_shop_1", 1)
		if err := r.Reader().CatchUp(t.Context()); err != nil {
			t.Fatal(err)
		}
		was := r.walked
		if err := r.check(t.Context(), false); err != nil || first() != 15 || r.walked != was {
			t.Fatal(err, first())
		}
		kept, err := heads(t.Context(), r.db)
		if err != nil || len(kept) != 2 {
			t.Errorf("heads %+v, %v", kept, err)
		}
		r.exec(t, `update promise_law set hash = 'x' where tenant = 'ten_shop'`)
		if err := r.check(t.Context(), false); err != nil || r.walked != nil {
			t.Errorf("after a break the next check reads all: %v, %v", err, r.walked)
		}
	})
}

// proof asks for a proof as somebody and opens it.
func (r *rig) proof(t *testing.T, who, query string) (*zip.Reader, []byte) {
	t.Helper()
	ans := r.api.Send(who, "GET", "/promises/proof?"+query, nil, http.Header{})
	if ans.Status != http.StatusOK {
		t.Fatalf("%d %s", ans.Status, ans.Body)
	}
	z, err := zip.NewReader(bytes.NewReader(ans.Body), int64(len(ans.Body)))
	if err != nil {
		t.Fatal(err)
	}
	return z, ans.Body
}

func content(t *testing.T, z *zip.Reader, name string) string {
	t.Helper()
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestAClientTakesHisProofAwayAndAnybodyCanCheckIt(t *testing.T) {
	onBoth(t, func(t *testing.T, r *rig) {
		z, file := r.proof(t, officetest.ShopOwner, "tenant=ten_shop&lang=en")
		p, err := ReadProof(bytes.NewReader(file), int64(len(file)))
		if err != nil || p.Broken != nil {
			t.Fatalf("%+v %v", p.Broken, err)
		}
		if p.Opened != 5 || p.Open != 3 || p.Closed["talked"] != 1 || p.Closed["caller_reached_us"] != 1 || p.Links != 14 || p.First != 1 || p.By != "usr_shopowner" {
			t.Errorf("proof %+v", p)
		}
		lines := content(t, z, proofLines)
		for _, number := range []string{"380441234567", "1234567", "0671112233"} {
			if strings.Contains(lines, number) {
				t.Errorf("the proof holds the number %s", number)
			}
		}
		if strings.Contains(lines, "ten_dent") || strings.Contains(lines, "prs_2") {
			t.Error("the proof tells of another client")
		}
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(content(t, z, proofRows), "\ufeff"))).ReadAll()
		if err != nil || len(rows) != 6 || rows[1][0] != "prs_1" || rows[1][5] != "380 44 123 4567" || rows[2][11] != "talked" {
			t.Errorf("rows %q %v", rows, err)
		}
		facts, err := db.FactsOfType(t.Context(), r.db, fact.ProofMade{}.FactType(), officetest.Shop, 0, 1<<60, 1<<60, 10)
		if err != nil || len(facts) != 1 || facts[0].Actor != "usr_shopowner" {
			t.Errorf("audited: %+v %v", facts, err)
		}
		// A part of the month: a chain from its middle, only what was opened then is counted.
		_, file = r.proof(t, officetest.Super, "tenant=ten_shop&from=300000&to=500000&lang=ru")
		p, err = ReadProof(bytes.NewReader(file), int64(len(file)))
		if err != nil || p.Broken != nil || p.Opened != 2 || p.Open != 0 || p.First != 6 || p.Before == "" {
			t.Errorf("part %+v %v", p, err)
		}
	})
}

func TestWhoMayTakeAProofAwayAndWhatHeSees(t *testing.T) {
	onBoth(t, func(t *testing.T, r *rig) {
		z, _ := r.proof(t, officetest.Admin, "tenant=ten_shop&lang=uk")
		if rows := content(t, z, proofRows); !strings.Contains(rows, "•") || strings.Contains(rows, "123 4567") {
			t.Errorf("an administrator sees %s", rows)
		}
		r.api.Refused(officetest.Olga, "GET", "/promises/proof?tenant=ten_shop", nil, "auth.forbidden")
		r.api.Refused(officetest.DentOwner, "GET", "/promises/proof?tenant=ten_shop", nil, "request.not_found")
		r.api.Refused(officetest.Nobody, "GET", "/promises/proof?tenant=ten_shop", nil, "auth.sign_in")
		r.api.Refused(officetest.Super, "GET", "/promises/proof", nil, "promise.proof_tenant")
		r.api.Refused(officetest.Super, "GET", "/promises/proof?tenant=ten_shop&from=x", nil, "promise.proof_period")
		for range maxProofs {
			r.proof(t, officetest.Super, "tenant=ten_dent")
		}
		r.api.Refused(officetest.Super, "GET", "/promises/proof?tenant=ten_dent", nil, "request.too_many")
	})
}

func TestAProofThatWasChangedSaysWhere(t *testing.T) {
	onBoth(t, func(t *testing.T, r *rig) {
		z, _ := r.proof(t, officetest.ShopOwner, "tenant=ten_shop&lang=en")
		whole := strings.Split(strings.TrimSuffix(content(t, z, proofLines), "\n"), "\n")
		for _, c := range []struct {
			name   string
			change func(l []string) []string
			why    string
			n      int64
		}{
			{"nothing", func(l []string) []string { return l }, "", 0},
			{"a byte of a fact", func(l []string) []string {
				l[3] = strings.Replace(l[3], "abandoned", "abandonee", 1)
				l[1] = strings.Replace(l[1], "abandoned", "abandonee", 1)
				return l
			}, WhyChanged, 1},
			{"a line is gone", func(l []string) []string { return append(l[:4:4], l[5:]...) }, WhyLink, 4},
			{"two lines are swapped", func(l []string) []string { l[2], l[3] = l[3], l[2]; return l }, WhyLink, 2},
			{"the last line is gone", func(l []string) []string { return l[:len(l)-1] }, WhyMissing, 14},
			{"the head says a nicer sum", func(l []string) []string { l[0] = strings.Replace(l[0], `"open":3`, `"open":0`, 1); return l }, WhyClaim, 14},
		} {
			t.Run(c.name, func(t *testing.T) {
				text := strings.Join(c.change(append([]string(nil), whole...)), "\n")
				p, err := ReadProof(strings.NewReader(text), int64(len(text)))
				if err != nil || (p.Broken == nil) != (c.why == "") || p.Broken != nil && (p.Broken.Why != c.why || p.Broken.N != c.n) {
					t.Errorf("%+v %v", p.Broken, err)
				}
			})
		}
		if _, err := ReadProof(strings.NewReader("{}"), 2); err == nil {
			t.Error("anything is a proof")
		}
	})
}

func TestATextThatLooksLikeAFormulaIsNone(t *testing.T) {
	tab, err := newTable("en", About{Lines: nil})
	if err != nil {
		t.Fatal(err)
	}
	tab.promise(Promise{ID: "prs_1", Line: `=HYPERLINK("http://x")`, Kind: "missed", Detail: "@SUM(1)"}, "+380 44")
	if got := tab.buf.String(); !strings.Contains(got, `"'=HYPERLINK(""http://x"")"`) || !strings.Contains(got, `"'@SUM(1)"`) || !strings.Contains(got, `"380 44"`) {
		t.Error(got)
	}
}
