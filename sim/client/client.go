// Package client speaks gudok's REST API as the page does: one-time link, session cookie,
// JSON. The demo, the load tool and the end-to-end tests set up their centres with it, so
// that what they show went through the front door.
package client

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"time"
)

// timeout bounds one request; argon2id and a commit on a slow disk fit.
const timeout = 30 * time.Second

// A Client is one signed-in person.
type Client struct {
	base string
	http *http.Client
}

// An Error is a problem that the server told (RFC 9457).
type Error struct {
	Status int               `json:"status"`
	Code   string            `json:"code"`
	Detail string            `json:"detail"`
	Params map[string]string `json:"params"`
	Call   string            `json:"-"` // "POST /lines"
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s: %d %s %v %s", e.Call, e.Status, e.Code, e.Params, e.Detail)
}

// New makes a client of the server at base ("http://127.0.0.1:8080"), signed in as nobody.
// A self-signed certificate is taken as it is: the server is our own child.
func New(base string) *Client {
	jar, err := cookiejar.New(nil)
	if err != nil {
		panic(err) // cannot happen without options
	}
	t := &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}} //nolint:gosec // see above
	return &Client{base: strings.TrimSuffix(base, "/"), http: &http.Client{Jar: jar, Timeout: timeout, Transport: t}}
}

// SignIn opens a session by password.
func (c *Client) SignIn(ctx context.Context, login, password string) error {
	return c.Post(ctx, "/session", map[string]string{"login": login, "password": password}, nil)
}

// UseLink uses a one-time link (the whole address or its token) to set login and password,
// and is signed in afterwards.
func (c *Client) UseLink(ctx context.Context, link, login, password string) error {
	token := link[strings.LastIndexByte(link, '/')+1:]
	return c.Post(ctx, "/links/"+token, map[string]string{"login": login, "password": password}, nil)
}

// Cookies are the session's, to be handed to a browser.
func (c *Client) Cookies() []*http.Cookie {
	u, err := url.Parse(c.base)
	if err != nil {
		return nil
	}
	return c.http.Jar.Cookies(u)
}

// Get reads path into out (nil: thrown away).
func (c *Client) Get(ctx context.Context, path string, out any) error {
	return c.do(ctx, http.MethodGet, path, nil, out)
}

// Post sends in and reads the answer into out.
func (c *Client) Post(ctx context.Context, path string, in, out any) error {
	return c.do(ctx, http.MethodPost, path, in, out)
}

// Put replaces.
func (c *Client) Put(ctx context.Context, path string, in, out any) error {
	return c.do(ctx, http.MethodPut, path, in, out)
}

func (c *Client) do(ctx context.Context, method, path string, in, out any) error {
	var body io.Reader
	if in != nil {
		b, err := json.Marshal(in)
		if err != nil {
			return fmt.Errorf("%s %s: %w", method, path, err)
		}
		body = bytes.NewReader(b)
	}
	return c.send(ctx, method, path, "application/json", body, out)
}

// Upload posts a file as multipart form, with further fields.
func (c *Client) Upload(ctx context.Context, path, file string, data []byte, fields map[string]string, out any) error {
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	for k, v := range fields {
		if err := form.WriteField(k, v); err != nil {
			return err
		}
	}
	part, err := form.CreateFormFile("file", file)
	if err != nil {
		return err
	}
	if _, err := part.Write(data); err != nil {
		return err
	}
	if err := form.Close(); err != nil {
		return err
	}
	return c.send(ctx, http.MethodPost, path, form.FormDataContentType(), &b, out)
}

func (c *Client) send(ctx context.Context, method, path, media string, body io.Reader, out any) error {
	resp, err := c.open(ctx, method, path, media, body)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if out == nil || resp.StatusCode == http.StatusNoContent {
		return nil
	}
	if raw, ok := out.(*[]byte); ok {
		*raw, err = io.ReadAll(resp.Body)
		return err
	}
	if err := json.NewDecoder(resp.Body).Decode(out); err != nil {
		return fmt.Errorf("%s %s: %w", method, path, err)
	}
	return nil
}

// open sends a request and gives the answer when it is a success, else an *Error.
func (c *Client) open(ctx context.Context, method, path, media string, body io.Reader) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, c.base+"/api"+path, body)
	if err != nil {
		return nil, err
	}
	if body != nil {
		req.Header.Set("Content-Type", media)
	}
	req.Header.Set("Origin", c.base)
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode < 300 {
		return resp, nil
	}
	defer resp.Body.Close()
	e := &Error{Status: resp.StatusCode, Call: method + " " + path}
	_ = json.NewDecoder(io.LimitReader(resp.Body, 1<<16)).Decode(e) // a body that is no problem leaves the status
	return nil, e
}

// Make posts in and is the id of what was made.
func (c *Client) Make(ctx context.Context, path string, in any) (string, error) {
	var out struct {
		ID string `json:"id"`
	}
	err := c.Post(ctx, path, in, &out)
	return out.ID, err
}

// Promote gives the signed-in administrator the role of a supervisor too.
func (c *Client) Promote(ctx context.Context) error {
	var me struct{ User string }
	if err := c.Get(ctx, "/me", &me); err != nil {
		return err
	}
	var users []map[string]any
	if err := c.Get(ctx, "/users", &users); err != nil {
		return err
	}
	for _, u := range users {
		if u["id"] != me.User {
			continue
		}
		for _, computed := range []string{"id", "agent", "waiting"} {
			delete(u, computed)
		}
		u["grants"] = []map[string]string{{"tenant": "ten_house", "role": "administrator"}, {"tenant": "ten_house", "role": "supervisor"}}
		return c.Put(ctx, "/users/"+me.User, u, nil)
	}
	return fmt.Errorf("user %s is not on the list", me.User)
}
