package app

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"gudok/base/config"
	"gudok/base/db"
	"gudok/office/speech"
)

// DoctorOptions say what is looked at.
type DoctorOptions struct {
	config.Common
	URL  string // a running centre; "": this machine
	JSON bool
	Out  io.Writer
}

// A Finding is one line of the doctor's.
type Finding struct {
	What  string `json:"what"`
	State string `json:"state"` // ok, warn, bad
	Say   string `json:"say"`
	Do    string `json:"do,omitempty"` // what to do about it
}

// ErrUnwell is the end of a look that found something bad.
var ErrUnwell = errors.New("something is wrong; see above")

// Doctor looks at a machine on which a centre runs or shall run, and says what is wrong and
// what to do. It changes nothing but a file that it writes to time the disk and removes.
func Doctor(ctx context.Context, o DoctorOptions) error {
	d := &doctor{o: o}
	if o.URL != "" {
		d.centre(ctx)
	} else {
		d.machine(ctx)
	}
	if o.JSON {
		enc := json.NewEncoder(o.Out)
		enc.SetIndent("", "  ")
		if err := enc.Encode(d.found); err != nil {
			return err
		}
	}
	if slices.ContainsFunc(d.found, func(f Finding) bool { return f.State == stateBad }) {
		return ErrUnwell
	}
	return nil
}

const (
	stateOK, stateWarn, stateBad = "ok", "warn", "bad"

	fewFiles    = 4096 // descriptors: two ports for each leg of a thousand calls
	enoughFiles = 65536
	certSoon    = 14 // days: two weeks to renew it by hand
	slowSync    = 20 * time.Millisecond
	stuckSync   = 250 * time.Millisecond // from there on the journal spills (house.md 5.6)
	syncTries   = 20
	clockOff    = 50 * time.Millisecond
	askWithin   = 10 * time.Second
)

type doctor struct {
	o       DoctorOptions
	found   []Finding
	running string // the process that owns the folder, "" none
}

func (d *doctor) say(state, what, do, format string, args ...any) {
	f := Finding{What: what, State: state, Say: fmt.Sprintf(format, args...)}
	if state != stateOK {
		f.Do = do
	}
	d.found = append(d.found, f)
	if d.o.JSON {
		return
	}
	fmt.Fprintf(d.o.Out, "%-5s %-9s %s\n", f.State, f.What, f.Say)
	if f.Do != "" {
		fmt.Fprintf(d.o.Out, "%15s -> %s\n", "", f.Do)
	}
}

func (d *doctor) machine(ctx context.Context) {
	wall, mono := time.Now().Round(0), time.Now()
	d.folder()
	d.database(ctx)
	d.ports(ctx)
	d.address()
	d.disk()
	d.limits()
	d.speech(ctx)
	d.certificate()
	d.sound(ctx)
	d.clock(time.Now().Round(0).Sub(wall), time.Since(mono))
}

// folder finds out whether the data folder can be used and whether a centre works in it.
func (d *doctor) folder() {
	if _, err := os.Stat(d.o.Data); errors.Is(err, os.ErrNotExist) {
		d.say(stateOK, "data", "", "%s will be made at the first start", d.o.Data)
		return
	}
	owner, err := db.Own(d.o.Data)
	if err == nil {
		owner.Close()
		d.say(stateOK, "data", "", "%s is free: no centre works in it now", d.o.Data)
		return
	}
	if why := owned(err, "--data "+d.o.Data, "folder"); strings.Contains(why.Error(), "another gudok") {
		d.running = "another gudok"
		d.say(stateOK, "data", "", "a centre works in %s now", d.o.Data)
		return
	}
	d.say(stateBad, "data", "choose a folder that can be written", "%v", err)
}

func (d *doctor) database(ctx context.Context) {
	if d.o.DB == "" {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, askWithin)
	defer cancel()
	owner, err := db.OwnPostgres(ctx, d.o.DB, "")
	switch {
	case err == nil:
		owner.Close()
		d.say(stateOK, "database", "", "PostgreSQL answers, no centre uses it now")
	case strings.Contains(owned(err, "--db", "database").Error(), "another gudok"):
		d.say(stateOK, "database", "", "PostgreSQL answers, a centre uses it now")
	default:
		d.say(stateBad, "database", "see that the server runs and --db names it", "PostgreSQL: %v", err)
	}
}

// ports are free before a start and taken by the centre while it runs.
func (d *doctor) ports(ctx context.Context) {
	d.port(ctx, "http", "tcp", d.o.HTTP)
	for _, t := range d.o.SIP {
		d.port(ctx, "sip", t.Network, t.Addr)
	}
	host, _, _ := net.SplitHostPort(d.o.HTTP)
	d.port(ctx, "rtc", "udp", net.JoinHostPort(host, fmt.Sprint(d.o.RTC)))
	free := 0
	var lc net.ListenConfig
	for p := d.o.RTP.From; p <= d.o.RTP.To; p++ {
		if c, err := lc.ListenPacket(ctx, "udp4", fmt.Sprint("127.0.0.1:", p)); err == nil {
			c.Close()
			free++
		}
	}
	switch legs := free / 2; {
	case legs < 2:
		d.say(stateBad, "rtp", "give another range with --rtp FROM-TO", "%d of the ports %s are free: no call can be heard", free, d.o.RTP)
	case free < d.o.RTP.Size()/2 && d.running == "":
		d.say(stateWarn, "rtp", "end what uses them or give another range with --rtp", "only %d of %d ports for sound are free", free, d.o.RTP.Size())
	default:
		d.say(stateOK, "rtp", "", "%d of %d ports for sound are free: %d legs at once", free, d.o.RTP.Size(), legs)
	}
}

func (d *doctor) port(ctx context.Context, what, network, addr string) {
	var lc net.ListenConfig
	var c io.Closer
	var err error
	if network == "tcp" {
		c, err = lc.Listen(ctx, "tcp", addr)
	} else {
		c, err = lc.ListenPacket(ctx, "udp4", addr)
	}
	if err == nil {
		c.Close()
	}
	switch free := err == nil; {
	case free && d.running == "":
		d.say(stateOK, what, "", "%s/%s is free", network, addr)
	case !free && d.running != "":
		d.say(stateOK, what, "", "%s/%s is taken, as it should be", network, addr)
	case free:
		d.say(stateWarn, what, "give this command the flags that the centre was started with", "%s/%s is free although a centre runs", network, addr)
	default:
		d.say(stateBad, what, "end the other program or choose another address", "%s/%s: %v", network, addr, err)
	}
}

// address is the one that carriers and phones are told.
func (d *doctor) address() {
	beyond := slices.ContainsFunc(d.o.SIP, func(t config.Transport) bool {
		a, err := netip.ParseAddrPort(t.Addr)
		return err != nil || !a.Addr().IsLoopback()
	})
	var mine []string
	if all, err := net.InterfaceAddrs(); err == nil {
		for _, a := range all {
			if p, err := netip.ParsePrefix(a.String()); err == nil && p.Addr().Is4() && !p.Addr().IsLoopback() {
				mine = append(mine, p.Addr().String())
			}
		}
	}
	switch {
	case !beyond:
		d.say(stateOK, "address", "", "SIP is spoken on this machine only")
	case d.o.Advertise == "" && len(mine) != 1:
		d.say(stateWarn, "address", "say which others reach you by with --advertise IP", "this machine has the addresses %s", strings.Join(mine, ", "))
	case d.o.Advertise == "" || slices.Contains(mine, d.o.Advertise):
		d.say(stateOK, "address", "", "carriers and phones are told %s", cmp.Or(d.o.Advertise, strings.Join(mine, "")))
	default:
		d.say(stateWarn, "address", "let the router send the SIP, --rtp and --rtc ports here",
			"%s is not this machine's (%s): it stands behind a router", d.o.Advertise, strings.Join(mine, ", "))
	}
}

// disk is how much room there is and how long a commit takes.
func (d *doctor) disk() {
	dir := d.o.Data
	if _, err := os.Stat(dir); err != nil {
		dir = filepath.Dir(filepath.Clean(dir))
	}
	if free, ok := freeSpace(dir); ok {
		state := stateOK
		if free < diskLow {
			state = stateWarn
		}
		if free < diskFull {
			state = stateBad
		}
		d.say(state, "disk", "make room: an hour of 20 recorded calls takes 1 GB", "%.1f GB free", float64(free)/(1<<30))
	}
	f, err := os.CreateTemp(dir, ".gudok-doctor-")
	if err != nil {
		d.say(stateBad, "disk", "choose a folder that can be written", "%v", err)
		return
	}
	defer func() { _ = errors.Join(f.Close(), os.Remove(f.Name())) }()
	took := make([]time.Duration, 0, syncTries)
	block := make([]byte, 4096)
	for range syncTries {
		begun := time.Now()
		if _, err := f.Write(block); err != nil {
			d.say(stateBad, "disk", "look at the disk", "%v", err)
			return
		}
		if err := f.Sync(); err != nil {
			d.say(stateBad, "disk", "look at the disk", "%v", err)
			return
		}
		took = append(took, time.Since(begun))
	}
	slices.Sort(took)
	middle, worst := took[len(took)/2], took[len(took)-1]
	state := stateOK
	if middle > slowSync {
		state = stateWarn
	}
	if middle > stuckSync {
		state = stateBad
	}
	d.say(state, "fsync", "use a local disk with a cache that survives a power cut", "%.1f ms for a commit, at worst %.1f ms",
		ms(middle), ms(worst))
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func (d *doctor) limits() {
	files, ok := fileLimit()
	state := stateOK
	if files < enoughFiles {
		state = stateWarn
	}
	if files < fewFiles {
		state = stateBad
	}
	if ok {
		d.say(state, "files", "raise it: LimitNOFILE=65536 in the service, ulimit -n in a shell", "%d files and sockets may be open", files)
	}
	d.say(stateOK, "cores", "", "%d", runtime.GOMAXPROCS(0))
}

func (d *doctor) speech(ctx context.Context) {
	st := speech.Probe(ctx, "")
	if st.Available {
		d.say(stateOK, "speech", "", "%s", st.Version)
		return
	}
	d.say(stateWarn, "speech", "install espeak-ng; without it menus play shipped and uploaded prompts only", "%s", st.Why)
}

// certificate is how long browsers will trust us.
func (d *doctor) certificate() {
	file := d.o.TLSCert
	if file == "" {
		if d.o.Loopback() {
			d.say(stateOK, "tls", "", "none is needed: the web is for this machine only")
			return
		}
		file = filepath.Join(d.o.Data, "web-cert.pem")
	}
	text, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) && d.o.TLSCert == "" {
		d.say(stateWarn, "tls", "give one that browsers know with --tls-cert and --tls-key", "a self-signed certificate will be made at the first start")
		return
	}
	block, _ := pem.Decode(text)
	if err != nil || block == nil {
		d.say(stateBad, "tls", "give a PEM file", "%s: %v", file, err)
		return
	}
	c, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		d.say(stateBad, "tls", "give a certificate", "%s: %v", file, err)
		return
	}
	d.expiry(c)
}

func (d *doctor) expiry(c *x509.Certificate) {
	days := int(time.Until(c.NotAfter).Hours() / 24)
	switch {
	case time.Now().After(c.NotAfter):
		d.say(stateBad, "tls", "renew it: browsers refuse it and agents cannot work", "the certificate ended on %s", c.NotAfter.Format(time.DateOnly))
	case days < certSoon:
		d.say(stateWarn, "tls", "renew it", "%d days left of the certificate for %s", days, strings.Join(c.DNSNames, ", "))
	default:
		d.say(stateOK, "tls", "", "%d days left of the certificate", days)
	}
}

// clock compares the wall's clock with the one that only goes on, over the time of the look.
func (d *doctor) clock(wall, mono time.Duration) {
	off := (wall - mono).Abs()
	synced, known := clockSynced()
	switch {
	case off > clockOff:
		d.say(stateBad, "clock", "let chrony or systemd-timesyncd set it by small steps", "it jumped by %.0f ms within %.1f s", ms(off), mono.Seconds())
	case known && !synced:
		d.say(stateWarn, "clock", "start chrony or systemd-timesyncd: recordings and reports carry its time", "it is not synchronised with any server")
	default:
		d.say(stateOK, "clock", "", "it goes evenly (%.1f ms off within %.1f s)", ms(off), mono.Seconds())
	}
}

// centre looks at a running one from outside.
func (d *doctor) centre(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, askWithin)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(d.o.URL, "/")+"/healthz", nil)
	if err != nil {
		d.say(stateBad, "web", "expected an address such as https://centre.example", "%v", err)
		return
	}
	// Whose certificate it is is told below; here only an answer is wanted, and nothing secret is sent.
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}} //nolint:gosec // see above
	defer client.CloseIdleConnections()
	begun := time.Now()
	res, err := client.Do(req)
	if err != nil {
		d.say(stateBad, "web", "see that the centre runs and the address is right", "%v", err)
		return
	}
	defer res.Body.Close()
	took := time.Since(begun)
	if res.StatusCode != http.StatusOK {
		text, _ := io.ReadAll(io.LimitReader(res.Body, 1<<10))
		d.say(stateBad, "web", "look at its log", "it answers %d %s", res.StatusCode, strings.TrimSpace(string(text)))
	} else {
		d.say(stateOK, "web", "", "it is well and answers in %.0f ms", ms(took))
	}
	if at, err := http.ParseTime(res.Header.Get("Date")); err == nil {
		if off := begun.Sub(at).Abs(); off > 2*time.Second+took {
			d.say(stateWarn, "clock", "synchronise both machines", "its clock and this one differ by %.0f s", off.Seconds())
		}
	}
	if res.TLS != nil && len(res.TLS.PeerCertificates) > 0 {
		d.expiry(res.TLS.PeerCertificates[0])
	}
}
