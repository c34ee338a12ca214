package message

import (
	"context"

	"gudok/base/httpd"
	"gudok/id"
)

// SendForm is a word to agents.
type SendForm struct {
	To   []id.Agent `json:"to,omitempty" maxItems:"500"`
	Text string     `json:"text,omitempty" maxLength:"2000" doc:"At most 500 letters"`
}

// MessageView is a supervisor's word to an agent.
type MessageView struct {
	ID     string   `json:"id"`
	Sender id.User  `json:"sender"`
	Agent  id.Agent `json:"agent"`
	Text   string   `json:"text"`
	At     int64    `json:"at" doc:"ms UTC"`
	ReadAt int64    `json:"read_at,omitempty" doc:"ms UTC; absent: not read yet"`
}

// InboxView is what channel "message" says first: all that was not read yet, newest first.
type InboxView struct {
	Messages []MessageView `json:"messages"`
}

type (
	none   struct{}
	sendIn struct{ Body SendForm }
	list   struct{ Body []MessageView }
	one    struct{ Body MessageView }
	mineIn struct {
		Unread bool `query:"unread" doc:"Only those not read yet"`
	}
	readIn struct {
		Message string `path:"message" maxLength:"64"`
	}
)

// Routes registers the room's operations.
func (s *Service) Routes(api *httpd.API) {
	op := func(method, path, name, summary string, role httpd.Role) httpd.Operation {
		return httpd.Operation{ID: name, Method: method, Path: path, Tag: "message", Summary: summary, Roles: httpd.Roles{role}}
	}
	httpd.Register(api, op("POST", "/messages", "send-message", "Write to agents; it shows on their desks at once", httpd.Supervisor), s.postMessage)
	httpd.Register(api, op("GET", "/messages/sent", "list-sent-messages", "My messages and who has read them", httpd.Supervisor), s.getSent)
	httpd.Register(api, op("GET", "/my/messages", "list-my-messages", "What supervisors wrote to me", httpd.Agent), s.getMine)
	httpd.Register(api, op("POST", "/my/messages/{message}/read", "read-message", "I have read it", httpd.Agent), s.postRead)
	api.Describe(InboxView{})
}

func view(m Message) MessageView { return MessageView(m) }

func views(all []Message) []MessageView {
	out := make([]MessageView, 0, len(all))
	for _, m := range all {
		out = append(out, view(m))
	}
	return out
}

func (s *Service) postMessage(ctx context.Context, in *sendIn) (*list, error) {
	// Agents serve all tenants of the house: only its own supervisors speak to them.
	if err := httpd.Require(ctx, id.House, httpd.Supervisor); err != nil {
		return nil, err
	}
	all, err := s.Send(ctx, httpd.Who(ctx).User, in.Body.To, in.Body.Text)
	return &list{views(all)}, err
}

func (s *Service) getSent(ctx context.Context, _ *none) (*list, error) {
	if err := httpd.Require(ctx, id.House, httpd.Supervisor); err != nil {
		return nil, err
	}
	all, err := s.Sent(ctx, httpd.Who(ctx).User)
	return &list{views(all)}, err
}

func (s *Service) getMine(ctx context.Context, in *mineIn) (*list, error) {
	all, err := s.Inbox(ctx, httpd.Who(ctx).Agent(), in.Unread)
	return &list{views(all)}, err
}

func (s *Service) postRead(ctx context.Context, in *readIn) (*one, error) {
	m, err := s.Read(ctx, httpd.Who(ctx).Agent(), in.Message)
	return &one{view(m)}, err
}
