package client

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"sync/atomic"

	"github.com/coder/websocket"
	"github.com/coder/websocket/wsjson"
)

// readLimit fits a desk with its longest lists many times.
const readLimit = 1 << 20

// A Desk is the agent's socket without a browser: what an agent at a desk phone uses.
type Desk struct {
	conn *websocket.Conn
	last atomic.Uint64
}

// A Frame is one message of the socket.
type Frame struct {
	Ch     string            `json:"ch"`
	ID     uint64            `json:"id,omitempty"`
	Re     uint64            `json:"re,omitempty"`
	Type   string            `json:"type,omitempty"`
	OK     *bool             `json:"ok,omitempty"`
	Code   string            `json:"code,omitempty"`
	Params map[string]string `json:"params,omitempty"`
	Rev    uint64            `json:"rev,omitempty"`
	Data   json.RawMessage   `json:"data,omitempty"`
}

// OpenDesk opens the socket of who is signed in.
func (c *Client) OpenDesk(ctx context.Context, tab string) (*Desk, error) {
	url := "ws" + strings.TrimPrefix(c.base, "http") + "/api/agent/socket?tab=" + tab
	conn, resp, err := websocket.Dial(ctx, url, &websocket.DialOptions{HTTPClient: c.http, HTTPHeader: http.Header{"Origin": {c.base}}})
	if err != nil {
		if resp != nil && resp.Body != nil {
			resp.Body.Close()
		}
		return nil, err
	}
	conn.SetReadLimit(readLimit)
	return &Desk{conn: conn}, nil
}

// Next is the next message; pings are answered on the way.
func (d *Desk) Next(ctx context.Context) (Frame, error) {
	for {
		var f Frame
		if err := wsjson.Read(ctx, d.conn, &f); err != nil {
			return f, err
		}
		if f.Ch != "sys" || f.Type != "ping" {
			return f, nil
		}
		if err := wsjson.Write(ctx, d.conn, Frame{Ch: "sys", Type: "pong"}); err != nil {
			return f, err
		}
	}
}

// Command sends a wish on the floor's channel; its answer is a later Frame with Re.
func (d *Desk) Command(ctx context.Context, what string, data any) (id uint64, err error) {
	raw, err := json.Marshal(data)
	if err != nil {
		return 0, err
	}
	id = d.last.Add(1)
	return id, wsjson.Write(ctx, d.conn, Frame{Ch: "floor", ID: id, Type: what, Data: raw})
}

// Close ends the socket.
func (d *Desk) Close() { _ = d.conn.Close(websocket.StatusNormalClosure, "") }
