package recording

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"gudok/base/blob"
	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/fact"
	"gudok/id"
	"gudok/office/officetest"
)

// shelf is a spool in memory. Files named in stuck cannot be removed.
type shelf struct {
	mu    sync.Mutex
	files map[id.Recording][]byte
	stuck map[id.Recording]bool
}

type file struct{ *bytes.Reader }

func (file) Close() error { return nil }

func (s *shelf) Open(r id.Recording) (io.ReadSeekCloser, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if data, ok := s.files[r]; ok {
		return file{bytes.NewReader(data)}, nil
	}
	return nil, fs.ErrNotExist
}

func (s *shelf) Remove(r id.Recording) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stuck[r] {
		return errors.New("the folder is read-only")
	}
	delete(s.files, r)
	return nil
}

// clock is a moment that a test moves.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// rig is the room with all around it.
type rig struct {
	*Service
	api   *officetest.API
	db    *db.DB
	tape  *officetest.Tape
	shelf *shelf
	blobs blob.Store
	dir   string
	clock *clock
}

func each(t *testing.T, test func(t *testing.T, r *rig)) {
	t.Helper()
	c := &clock{now: time.Date(2026, 5, 20, 12, 0, 0, 0, time.UTC)}
	dbtest.EachWith(t, db.Options{Schema: db.Office, Now: c.Now}, func(t *testing.T, d *db.DB) {
		r := &rig{db: d, tape: &officetest.Tape{}, dir: t.TempDir(), clock: c,
			shelf: &shelf{files: map[id.Recording][]byte{}, stuck: map[id.Recording]bool{}}}
		root, err := os.OpenRoot(r.dir)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = root.Close() })
		if r.blobs, err = blob.NewDisk(root); err != nil {
			t.Fatal(err)
		}
		r.Service = New(Options{DB: d, Stream: r.tape, Blobs: r.blobs, Spool: r.shelf})
		r.api = officetest.Serve(t, r.Service)
		test(t, r)
	})
}

// record tells of a recording that is over, and leaves its sound on the shelf.
func (r *rig) record(name id.Recording, tenant id.Tenant, agent id.Agent) []byte {
	sound := wave(6, 2, append(conversation(0xAA, 0xD5), name...))
	sum := sha256.Sum256(sound)
	at := r.clock.Now().UnixMilli()
	h := fact.Head{Tenant: tenant, Line: "lin_1", Call: "call_" + id.Call(name), Agent: agent}
	r.tape.Say(at-2000, h, fact.RecordingStarted{Recording: name, Voicemail: agent == ""})
	r.tape.Say(at, h, fact.RecordingClosed{Recording: name, MS: 2000, Bytes: int64(len(sound)), SHA256: hex.EncodeToString(sum[:])})
	r.shelf.files[name] = sound
	return sound
}

func (r *rig) follow(t *testing.T) {
	t.Helper()
	if err := r.Reader().CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func (r *rig) move(t *testing.T) {
	t.Helper()
	if err := r.Move(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func (r *rig) state(t *testing.T, name id.Recording) State {
	t.Helper()
	rec, err := r.Recording(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	return rec.State()
}

func audio(r *rig, who string, name id.Recording, query, ranges string) officetest.Answer {
	h := http.Header{}
	if ranges != "" {
		h.Set("Range", ranges)
	}
	return r.api.Send(who, "GET", "/recordings/"+string(name)+"/audio"+query, nil, h)
}

func TestARecordingGoesFromTheSpoolIntoTheStore(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		h := fact.Head{Tenant: officetest.Shop, Call: "call_1", Agent: "agt_olga"}
		r.tape.Say(1000, h, fact.RecordingStarted{Recording: "rec_live"})
		sound := r.record("rec_1", officetest.Shop, "agt_olga")
		r.follow(t)
		if got := []State{r.state(t, "rec_live"), r.state(t, "rec_1")}; got[0] != Open || got[1] != Spooled {
			t.Fatalf("states %v", got)
		}
		r.api.Refused(officetest.Super, "GET", "/recordings/rec_live/audio", nil, "recording.going_on")
		if ans := audio(r, officetest.Super, "rec_1", "", ""); !bytes.Equal(ans.Body, sound) {
			t.Error("a recording in the spool cannot be heard")
		}
		r.move(t)
		if r.state(t, "rec_1") != Stored || len(r.shelf.files) != 0 {
			t.Fatalf("after the move: %s, %d in the spool", r.state(t, "rec_1"), len(r.shelf.files))
		}
		if ans := audio(r, officetest.Super, "rec_1", "", ""); !bytes.Equal(ans.Body, sound) || ans.Header.Get("Content-Type") != "audio/wav" {
			t.Error("a stored recording is not the same")
		}
		if ans := audio(r, officetest.Super, "rec_1", "", "bytes=100-199"); ans.Status != http.StatusPartialContent || !bytes.Equal(ans.Body, sound[100:200]) {
			t.Errorf("a range: %d, %d bytes", ans.Status, len(ans.Body))
		}
		peaks := officetest.Must[PeaksView](r.api, officetest.Super, "GET", "/recordings/rec_1/peaks", nil)
		rec, err := r.Recording(t.Context(), "rec_1")
		if err != nil || rec.File.Peaks == "" || len(peaks.Channels) != 2 || len(peaks.Channels[0]) != 400 || peaks.Channels[0][0] < 240 || peaks.Channels[1][0] > 1 {
			t.Errorf("peaks kept %d, %v", len(rec.File.Peaks), err)
		}
		if again := officetest.Must[PeaksView](r.api, officetest.Super, "GET", "/recordings/rec_1/peaks", nil); fmt.Sprint(again) != fmt.Sprint(peaks) {
			t.Error("kept peaks differ")
		}
		// Two hearings from the beginning, one of them in the spool; the range in the middle is none.
		facts, err := db.FactsOfType(t.Context(), r.db, fact.RecordingPlayed{}.FactType(), officetest.Shop, 0, 1<<60, 1<<60, 10)
		if err != nil || len(facts) != 2 || facts[0].Actor != "usr_super" || facts[0].Call != "call_rec_1" {
			t.Errorf("played: %+v, %v", facts, err)
		}
	})
}

func TestAMoveMayBeCutAnywhere(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		sound := r.record("rec_1", officetest.Shop, "agt_olga")
		r.record("rec_2", officetest.Shop, "agt_olga")
		r.follow(t)
		rec, err := r.Recording(t.Context(), "rec_1")
		if err != nil {
			t.Fatal(err)
		}
		// Killed after the blob was put and before that was remembered.
		if _, err := r.blobs.Put(t.Context(), rec.blobName(), bytes.NewReader(sound), ""); err != nil {
			t.Fatal(err)
		}
		// Killed after it was remembered and before the spool let go; then the spool had let
		// go and that was not remembered.
		r.shelf.stuck["rec_1"] = true
		r.move(t)
		if r.state(t, "rec_1") != Stored || r.state(t, "rec_2") != Stored || len(r.shelf.files) != 1 {
			t.Fatalf("states %s %s, %d in the spool", r.state(t, "rec_1"), r.state(t, "rec_2"), len(r.shelf.files))
		}
		r.move(t) // too early to try again
		if len(r.shelf.files) != 1 {
			t.Fatal("the pause was not kept")
		}
		delete(r.shelf.stuck, "rec_1")
		delete(r.shelf.files, "rec_1")
		r.clock.pass(firstPause)
		r.move(t)
		if rec, err := r.Recording(t.Context(), "rec_1"); err != nil || !rec.File.SpoolGone {
			t.Errorf("%+v, %v", rec.File, err)
		}
		if ans := audio(r, officetest.Super, "rec_1", "", ""); !bytes.Equal(ans.Body, sound) {
			t.Error("the sound is not the same")
		}
	})
}

func TestABrokenFileIsTriedAgainAndListed(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		whole := r.record("rec_damaged", officetest.Shop, "agt_olga")
		r.shelf.files["rec_damaged"] = whole[:len(whole)-1]
		r.record("rec_lost", officetest.Shop, "agt_olga")
		delete(r.shelf.files, "rec_lost")
		h := fact.Head{Tenant: officetest.Dent, Call: "call_9"}
		r.tape.Say(1, h, fact.RecordingStarted{Recording: "rec_full"})
		r.tape.Say(2, h, fact.RecordingClosed{Recording: "rec_full", Failed: "no space left on device"})
		r.record("rec_good", officetest.Shop, "agt_olga")
		r.follow(t)
		r.move(t)
		want := map[id.Recording]struct {
			state State
			why   string
		}{"rec_damaged": {Spooled, "damaged"}, "rec_lost": {Spooled, "missing"}, "rec_full": {Failed, "no space left on device"}}
		list := officetest.Must[[]View](r.api, officetest.Admin, "GET", "/recordings/failed", nil)
		if len(list) != 3 || r.state(t, "rec_good") != Stored {
			t.Fatalf("failed: %+v", list)
		}
		for _, v := range list {
			if w := want[v.ID]; v.State != w.state || v.Failed != w.why {
				t.Errorf("%s: %s %q, want %s %q", v.ID, v.State, v.Failed, w.state, w.why)
			}
		}
		if list := officetest.Must[[]View](r.api, officetest.Super, "GET", "/recordings/failed?tenant=ten_dent", nil); len(list) != 1 {
			t.Errorf("of one tenant: %+v", list)
		}
		r.api.Refused(officetest.Super, "GET", "/recordings/rec_full/audio", nil, "recording.failed")
		// Somebody makes the disk whole: the next try succeeds.
		r.shelf.files["rec_damaged"] = whole
		r.clock.pass(firstPause)
		r.move(t)
		if r.state(t, "rec_damaged") != Stored {
			t.Error("the whole file was not taken")
		}
		for range maxTries {
			r.clock.pass(firstPause << maxTries)
			r.move(t)
		}
		if rec, err := r.Recording(t.Context(), "rec_lost"); err != nil || rec.State() != Failed || rec.File.Tries != maxTries {
			t.Errorf("given up: %+v, %v", rec.File, err)
		}
	})
}

func TestWhoMayHearWhat(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		r.record("rec_olga", officetest.Shop, "agt_olga")
		r.record("rec_dent", officetest.Dent, "agt_ivan")
		r.record("rec_mail", officetest.Shop, "") // a voicemail
		r.follow(t)
		r.move(t)
		type may struct{ hear, download bool }
		for who, want := range map[string]map[id.Recording]may{
			officetest.Super:     {"rec_olga": {true, true}, "rec_dent": {true, true}, "rec_mail": {true, true}},
			officetest.Olga:      {"rec_olga": {true, false}, "rec_dent": {}, "rec_mail": {true, false}},
			officetest.Ivan:      {"rec_olga": {}, "rec_dent": {true, false}, "rec_mail": {true, false}},
			officetest.ShopOwner: {"rec_olga": {true, true}, "rec_dent": {}, "rec_mail": {true, true}},
			officetest.DentOwner: {"rec_olga": {}, "rec_dent": {true, true}, "rec_mail": {}},
			officetest.Admin:     {"rec_olga": {}, "rec_dent": {}, "rec_mail": {}},
			officetest.Nobody:    {"rec_olga": {}, "rec_dent": {}, "rec_mail": {}},
		} {
			for name, w := range want {
				got := may{audio(r, who, name, "", "").Status == 200, audio(r, who, name, "?download=1", "").Status == 200}
				if got != w {
					t.Errorf("%q and %s: %+v, want %+v", who, name, got, w)
				}
				if peaks := r.api.Ask(who, "GET", "/recordings/"+string(name)+"/peaks", nil); (peaks.Status == 200) != w.hear {
					t.Errorf("%q sees peaks of %s: %d", who, name, peaks.Status)
				}
				list := r.api.Ask(who, "GET", "/recordings?call=call_"+string(name), nil)
				if listed := strings.Contains(string(list.Body), `"id":"`+string(name)); listed != w.hear {
					t.Errorf("%q and the list with %s: %s", who, name, list.Body)
				}
			}
		}
		r.api.Refused(officetest.DentOwner, "GET", "/recordings/rec_olga/audio", nil, "recording.unknown") // not: forbidden
		r.api.Refused(officetest.Olga, "GET", "/recordings/rec_olga/audio?download=1", nil, "auth.forbidden")
		r.api.Refused(officetest.ShopOwner, "GET", "/recordings/failed", nil, "auth.forbidden")
		if ans := audio(r, officetest.Super, "rec_olga", "?download=1", ""); ans.Header.Get("Content-Disposition") != `attachment; filename="rec_olga.wav"` {
			t.Errorf("download: %v", ans.Header)
		}
	})
}

func TestWhatIsOverIsRemovedAndSaysSo(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		r.record("rec_shop", officetest.Shop, "agt_olga")
		r.record("rec_dent", officetest.Dent, "agt_ivan")
		r.follow(t)
		r.move(t)
		r.api.Refused(officetest.Super, "PUT", "/recordings/retention/ten_shop", RetentionForm{30, 0}, "auth.forbidden")
		r.api.Refused(officetest.Admin, "PUT", "/recordings/retention/nobody", RetentionForm{30, 0}, "retention.tenant")
		kept := officetest.Must[Retention](r.api, officetest.Admin, "PUT", "/recordings/retention/ten_shop", RetentionForm{30, 0})
		r.api.Refused(officetest.Admin, "PUT", "/recordings/retention/ten_shop", RetentionForm{20, 0}, "retention.changed_meanwhile")
		all := officetest.Must[RetentionsView](r.api, officetest.Admin, "GET", "/recordings/retention", nil)
		if kept.Version != 1 || all.DefaultDays != 180 || len(all.Tenants) != 1 || all.Tenants[0].Days != 30 {
			t.Errorf("retention %+v, %+v", kept, all)
		}
		sweep := func() {
			if err := r.Sweep(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		r.clock.pass(30 * 24 * time.Hour)
		sweep() // on the very day: not yet over
		if r.state(t, "rec_shop") != Stored {
			t.Fatal("removed a day early")
		}
		r.clock.pass(time.Second)
		sweep()
		if r.state(t, "rec_shop") != Removed || r.state(t, "rec_dent") != Stored {
			t.Fatalf("after 30 days: %s, %s", r.state(t, "rec_shop"), r.state(t, "rec_dent"))
		}
		r.api.Refused(officetest.Super, "GET", "/recordings/rec_shop/audio", nil, "recording.removed")
		rec, err := r.Recording(t.Context(), "rec_shop")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.blobs.Stat(context.Background(), rec.File.Name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("the sound is still there: %v", err)
		}
		facts, err := db.FactsOfType(t.Context(), r.db, fact.RecordingRemoved{}.FactType(), "", 0, 1<<60, 1<<60, 10)
		if err != nil || len(facts) != 1 || facts[0].Tenant != officetest.Shop || !strings.Contains(string(facts[0].Data), "retention") {
			t.Errorf("facts %+v, %v", facts, err)
		}
		r.clock.pass(150 * 24 * time.Hour)
		sweep()
		if r.state(t, "rec_dent") != Removed {
			t.Error("the default is not half a year")
		}
	})
}

func TestARebuildGivesTheSameBytes(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		r.record("rec_1", officetest.Shop, "agt_olga")
		r.record("rec_2", officetest.Dent, "")
		r.tape.Say(5, fact.Head{}, fact.RecordingClosed{Recording: "rec_orphan", MS: 3}) // its start is lost
		r.follow(t)
		r.move(t)
		dump := func() string {
			rows, err := r.db.Query(t.Context(), sqlOne[:strings.Index(sqlOne, "where")]+" order by r.id")
			all, err := db.Collect(rows, err, scan)
			if err != nil {
				t.Fatal(err)
			}
			return fmt.Sprintf("%+v", all)
		}
		once := dump()
		if err := r.Reader().Rebuild(t.Context()); err != nil {
			t.Fatal(err)
		}
		if again := dump(); again != once || !strings.Contains(once, "rec_orphan") || !strings.Contains(once, "ten_house") {
			t.Errorf("rebuilt %s\nwas %s", again, once)
		}
	})
}
