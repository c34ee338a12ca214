package app

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"strconv"
	"strings"
	"time"

	"gudok/base/httpd"
	"gudok/core"
	"gudok/floor"
	"gudok/web"
)

// openWeb takes the web port early: a taken one is told before anything else is started.
func (h *house) openWeb(ctx context.Context) error {
	var lc net.ListenConfig
	var err error
	h.listener, err = lc.Listen(ctx, "tcp", h.o.HTTP)
	if err != nil && h.o.Anywhere {
		host, _, _ := net.SplitHostPort(h.o.HTTP)
		h.listener, err = nextFree(ctx, &lc, host, h.o.HTTP)
	}
	if err != nil {
		return fmt.Errorf("--http: %w; is another program there? choose another with --http HOST:PORT", err)
	}
	h.later(h.listener)
	return h.openTLS()
}

// nextFree tries the ports after the taken one.
func nextFree(ctx context.Context, lc *net.ListenConfig, host, taken string) (net.Listener, error) {
	const tries = 50 // more than anybody's demos at once
	_, text, err := net.SplitHostPort(taken)
	if err != nil {
		return nil, err
	}
	port, err := strconv.Atoi(text)
	if err != nil {
		return nil, err
	}
	for i := 1; i <= tries; i++ {
		l, lerr := lc.Listen(ctx, "tcp", net.JoinHostPort(host, fmt.Sprint(port+i)))
		if lerr == nil {
			return l, nil
		}
		err = lerr
	}
	return nil, err
}

// openTLS chooses how the web is spoken: browsers give no microphone to plain HTTP from
// beyond this machine.
func (h *house) openTLS() error {
	var err error
	switch {
	case h.o.TLSCert != "":
		h.tls, err = httpd.TLSFiles(h.o.TLSCert, h.o.TLSKey)
	case !h.o.Loopback():
		h.tls, h.fingerprint, err = httpd.SelfSigned(h.data, h.hosts(), time.Now())
	}
	return err
}

// hosts are the names that a self-signed certificate is made for.
func (h *house) hosts() []string {
	hosts := []string{"localhost"}
	if host, _, err := net.SplitHostPort(h.o.HTTP); err == nil && host != "" {
		hosts = append(hosts, host)
	}
	if h.o.Advertise != "" {
		hosts = append(hosts, h.o.Advertise)
	}
	return hosts
}

// address is where people find the web.
func (h *house) address() string {
	scheme := "http"
	if h.tls != nil {
		scheme = "https"
	}
	host, port, err := net.SplitHostPort(h.listener.Addr().String())
	if err != nil {
		return ""
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "localhost"
		if h.o.Advertise != "" {
			host = h.o.Advertise
		}
	}
	return scheme + "://" + net.JoinHostPort(host, port)
}

// buildWeb makes the web server and registers every room. It comes last: it shows the others.
func (h *house) buildWeb(context.Context) error {
	h.web = httpd.New(httpd.Options{
		Version: h.o.Version, Auth: h.users, UI: web.Files(), Secure: h.tls != nil, Log: h.log,
		Health: map[string]func(context.Context) error{"floor": h.wellFloor},
	})
	api := h.web.API()
	for _, room := range h.routed() {
		room.Routes(api)
	}
	api.Describe(floor.DeskMessage{}, core.ItemView{})
	h.web.Channel(h.floor.Channel())
	h.web.Channel(h.browser.Channel())
	h.web.Channel(h.messages.Channel())
	return nil
}

// OpenAPI is the description of the API, made without opening anything.
func OpenAPI(version string) ([]byte, error) {
	h := &house{o: Options{Version: version}, log: slog.New(slog.DiscardHandler)}
	ctx := context.Background()
	if err := h.buildRooms(ctx); err != nil {
		return nil, err
	}
	h.describeOnly()
	if err := h.buildWeb(ctx); err != nil {
		return nil, err
	}
	text, err := h.web.OpenAPI()
	return []byte(strings.TrimRight(string(text), "\n") + "\n"), err
}
