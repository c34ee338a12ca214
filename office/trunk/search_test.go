package trunk

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/id"
	"gudok/office/officetest"
)

func TestTheTraceIsFoundByNumberCallIDAndTrunk(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		s := New(Options{DB: d, NewID: officetest.IDs()})
		api := officetest.Serve(t, s)
		say := func(seq int64, peer, number, callID, answer string) {
			list := []Message{{At: seq * 1000, Call: id.Call(fmt.Sprint("call_", seq)), Peer: peer,
				Text: "INVITE sip:" + number + "@x SIP/2.0\r\nCall-ID: " + callID + "\r\nCSeq: 1 INVITE\r\n\r\n"}}
			if answer != "" {
				list = append(list, Message{At: seq*1000 + 5, Out: true, Peer: peer, Text: "SIP/2.0 " + answer + "\r\nCSeq: 1 INVITE\r\n\r\n"})
			}
			if err := d.In(t.Context(), func(ctx context.Context, tx *db.Tx) error { return addTrace(ctx, tx, seq, list) }); err != nil {
				t.Fatal(err)
			}
		}
		officetest.Must[struct{}](api, officetest.Admin, "POST", "/trunks", map[string]any{"name": "T", "kind": "ip", "address": "192.0.2.1:5060",
			"transport": "udp", "region": "UA", "enabled": true})
		say(1, "192.0.2.1:5060", "380441234567", "abc_1@t", "200 OK")
		say(2, "198.51.100.7:5060", "380671112233", "abcx1@u", "404 Not Found")
		say(3, "192.0.2.1:5060", "380671112233", "z_9%@t", "")
		for query, want := range map[string]string{"": "3 2 1", "text=%2B38+(067)+111": "3 2", "text=abc_1": "1", "text=z_9%25": "3", "trunk=trk_1": "3 1",
			"from=2000": "3 2", "to=2000": "1", "text=Peer": "", "text=4567&trunk=trk_1": "1", "cursor=3": "2 1"} {
			got := officetest.Must[HitList](api, officetest.Super, "GET", "/traces?"+query, nil)
			seen := []string{}
			for _, h := range got.Hits {
				seen = append(seen, strings.TrimPrefix(string(h.Call), "call_"))
			}
			if strings.Join(seen, " ") != want || got.Next != "" {
				t.Errorf("%q finds %v, next %q; want %s", query, seen, got.Next, want)
			}
		}
		one := officetest.Must[HitList](api, officetest.Admin, "GET", "/traces?text=abcx1", nil).Hits[0]
		if one.What != "INVITE" || one.Status != 404 || one.Messages != 2 || one.Party != "" || one.CallID != "abcx1@u" {
			t.Errorf("%+v", one)
		}
		api.Refused(officetest.Super, "GET", "/traces?text=ab", nil, "trace.text_too_short")
		api.Refused(officetest.ShopOwner, "GET", "/traces", nil, "auth.forbidden")
		api.Refused(officetest.Olga, "GET", "/traces", nil, "auth.forbidden")
	})
}
