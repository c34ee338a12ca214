package speech

import (
	"bytes"
	"context"
	"encoding/binary"
	"net/http"
	"time"

	"gudok/base/httpd"
	"gudok/id"
)

// StatusView says whether texts can be spoken.
type StatusView struct {
	Available bool     `json:"available"`
	Version   string   `json:"version,omitempty" example:"eSpeak NG text-to-speech: 1.51"`
	Why       string   `json:"why,omitempty" doc:"Why not, for the administrator"`
	Langs     []string `json:"langs"`
}

// SayForm is a text to hear.
type SayForm struct {
	Tenant id.Tenant `json:"tenant"`
	Lang   string    `json:"lang" enum:"ru,uk,en"`
	Text   string    `json:"text" maxLength:"4000"`
}

// SpokenView is a text that has become a sound.
type SpokenView struct {
	Prompt id.Prompt `json:"prompt"`
	MS     int64     `json:"ms"`
}

type (
	none      struct{}
	statusOut struct{ Body StatusView }
	sayIn     struct{ Body SayForm }
	sayOut    struct{ Body SpokenView }
)

func editors() httpd.Roles { return httpd.Roles{httpd.Supervisor, httpd.Administrator} }

// Routes registers the room's operations.
func (s *Service) Routes(api *httpd.API) {
	op := func(method, path, name, summary string) httpd.Operation {
		return httpd.Operation{ID: name, Method: method, Path: path, Tag: "speech", Summary: summary, Roles: editors()}
	}
	httpd.Register(api, op("GET", "/speech", "get-speech", "Whether texts can be spoken"), s.getStatus)
	httpd.Register(api, op("POST", "/speech", "say-text", "Have a text spoken, to hear it; it is forgotten a day later"), s.postSay)
	api.Handle(op("GET", "/speech/{prompt}/audio", "get-speech-audio", "Hear a spoken text"), "audio/wav", s.audio)
}

func (s *Service) getStatus(ctx context.Context, _ *none) (*statusOut, error) {
	st := s.Status(ctx)
	return &statusOut{StatusView{st.Available, st.Version, st.Why, Langs()}}, nil
}

func (s *Service) postSay(ctx context.Context, in *sayIn) (*sayOut, error) {
	if err := httpd.Require(ctx, in.Body.Tenant, editors()...); err != nil {
		return nil, err
	}
	p, err := s.say(ctx, in.Body.Tenant, in.Body.Lang, in.Body.Text, false)
	return &sayOut{SpokenView{p.ID, p.MS}}, err
}

func (s *Service) audio(w http.ResponseWriter, r *http.Request) error {
	p, err := s.Spoken(r.Context(), id.Prompt(r.PathValue("prompt")))
	if err != nil {
		return err
	}
	if err := httpd.Require(r.Context(), p.Tenant, editors()...); err != nil {
		return err
	}
	alaw, _, err := s.Sound(r.Context(), p.ID)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "audio/wav")
	http.ServeContent(w, r, "", time.UnixMilli(p.MadeAt), bytes.NewReader(append(header(len(alaw)), alaw...)))
	return nil
}

// header is that of a WAV file with n samples of A-law (format tag 6, RFC 2361).
func header(n int) []byte {
	le := binary.LittleEndian
	b := le.AppendUint32([]byte("RIFF"), uint32(36+n))
	b = le.AppendUint32(append(b, "WAVEfmt "...), 16)
	b = le.AppendUint16(le.AppendUint16(b, 6), 1)
	b = le.AppendUint32(le.AppendUint32(b, telephone), telephone)
	b = le.AppendUint16(le.AppendUint16(b, 1), 8)
	return le.AppendUint32(append(b, "data"...), uint32(n))
}
