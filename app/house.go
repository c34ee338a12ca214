package app

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"time"
	_ "time/tzdata" // zones of calendars, on machines that have none

	"gudok/base/blob"
	"gudok/base/bus"
	"gudok/base/db"
	"gudok/base/httpd"
	"gudok/base/journal"
	"gudok/base/problem"
	"gudok/base/reader"
	contacts "gudok/desk/directory"
	"gudok/desk/enquiry"
	"gudok/desk/message"
	"gudok/fact"
	"gudok/floor"
	"gudok/id"
	"gudok/office/audit"
	"gudok/office/call"
	"gudok/office/caller"
	"gudok/office/line"
	"gudok/office/menu"
	"gudok/office/outbox"
	"gudok/office/promise"
	"gudok/office/recording"
	"gudok/office/speech"
	"gudok/office/survey"
	"gudok/office/tenant"
	"gudok/office/trunk"
	"gudok/office/user"
	"gudok/office/widget"
	"gudok/voice/media"
	"gudok/voice/media/prompts"
	"gudok/voice/sip"
	"gudok/voice/webrtc"
)

// A house is everything that one process has open.
type house struct {
	o      Options
	ground ground
	log    *slog.Logger

	closers []io.Closer // in the order of opening
	data    *os.Root
	floorDB *db.DB
	office  *db.DB
	blobs   blob.Store
	ids     *id.Source
	epoch   uint16
	sql     *journal.SQL
	facts   *bus.Topic[fact.Envelope]
	recent  *reader.Recent // the floor's facts, the last ones from memory

	floor   *floor.Floor
	sound   *media.Engine
	sip     *sip.Gate
	browser *webrtc.Gate

	library *prompts.Library

	web         *httpd.Server
	listener    net.Listener
	tls         *tls.Config
	fingerprint string
	sipAddress  string

	users      *user.Service
	tenants    *tenant.Service
	trunks     *trunk.Service
	lines      *line.Service
	menus      *menu.Service
	calls      *call.Service
	recordings *recording.Service
	promises   *promise.Service
	audits     *audit.Service
	speech     *speech.Service
	contacts   *contacts.Service
	callers    *caller.Service
	surveys    *survey.Service
	messages   *message.Service
	widgets    *widget.Service
	letters    *outbox.Service
	enquiries  *enquiry.Service
}

const (
	// folderMode: recordings and keys are nobody else's business.
	folderMode = 0o700
	// noticeBuffer holds facts on their way to whoever wakes up readers; a lost one costs a
	// reader a second (base/reader polls).
	noticeBuffer = 1024
)

func newHouse(o Options) *house {
	return &house{o: o, log: o.Log, facts: bus.New[fact.Envelope]()}
}

// open opens all that is on disk and on the network and builds the rooms. What was opened is
// in the house even when it fails, for close.
func open(ctx context.Context, o Options) (*house, error) {
	h := newHouse(o)
	for _, step := range []func(context.Context) error{
		h.openData, h.openDatabases, h.openWeb, h.buildRooms, h.openGates, h.buildFloor, h.buildWeb,
	} {
		if err := step(ctx); err != nil {
			return h, err
		}
	}
	return h, nil
}

// close closes what open opened, the last first.
func (h *house) close() error {
	var errs []error
	for i := len(h.closers) - 1; i >= 0; i-- {
		if err := h.closers[i].Close(); err != nil && !errors.Is(err, net.ErrClosed) && !errors.Is(err, os.ErrClosed) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

func (h *house) later(c io.Closer) { h.closers = append(h.closers, c) }

func (h *house) openData(context.Context) error {
	dir, err := filepath.Abs(h.o.Data)
	if err != nil {
		return fmt.Errorf("--data %s: %w", h.o.Data, err)
	}
	if err := os.MkdirAll(dir, folderMode); err != nil {
		return fmt.Errorf("--data: %w; choose a folder that can be written", err)
	}
	h.o.Data = dir
	owner, err := db.Own(dir)
	if err != nil {
		return owned(err, "--data "+dir, "folder")
	}
	h.later(owner)
	if h.data, err = os.OpenRoot(dir); err != nil {
		return fmt.Errorf("--data: %w", err)
	}
	h.later(h.data)
	return nil
}

// owned says in words that another process has what we want; other errors are left alone.
func owned(err error, flag, what string) error {
	if p := problem.Of(err); p != nil && p.Code == "data.owned" {
		return fmt.Errorf("%s: another gudok works in this %s, process %s; end it first or choose another %s", flag, what, p.Map()["pid"], what)
	}
	return err
}

// folder opens a folder inside the data folder.
func (h *house) folder(name string) (*os.Root, error) {
	if err := h.data.Mkdir(name, folderMode); err != nil && !errors.Is(err, os.ErrExist) {
		return nil, fmt.Errorf("--data: %w", err)
	}
	r, err := h.data.OpenRoot(name)
	if err != nil {
		return nil, fmt.Errorf("--data: %w", err)
	}
	h.later(r)
	return r, nil
}

func (h *house) openDatabases(ctx context.Context) error {
	if h.o.DB != "" { // it may be shared by folders and machines
		owner, err := db.OwnPostgres(ctx, h.o.DB, "")
		if err != nil {
			return owned(err, "--db", "database")
		}
		h.later(owner)
	}
	var err error
	opt := db.Options{Dir: h.o.Data, URL: h.o.DB, Fast: h.ground.hasty, Log: h.log}
	opt.Schema = db.Floor
	if h.floorDB, err = db.Open(ctx, opt); err != nil {
		return err
	}
	h.later(h.floorDB)
	opt.Schema = db.Office
	if h.office, err = db.Open(ctx, opt); err != nil {
		return err
	}
	h.later(h.office)
	h.sql = journal.NewSQL(h.floorDB, id.Main)
	h.recent = reader.NewRecent(h.sql)
	if h.epoch, err = h.sql.NextEpoch(ctx); err != nil {
		return err
	}
	h.ids = &id.Source{Epoch: h.epoch, Now: func() int64 { return time.Now().UnixMilli() }}
	folder, err := h.folder("blobs")
	if err != nil {
		return err
	}
	h.blobs, err = blob.NewDisk(folder)
	return err
}
