package user

import (
	"context"

	"gudok/base/httpd"
	"gudok/id"
)

// MatrixRow is what one agent can.
type MatrixRow struct {
	User   id.User      `json:"user"`
	Name   string       `json:"name"`
	Login  string       `json:"login"`
	Team   id.Team      `json:"team,omitempty"`
	Levels []SkillLevel `json:"levels"`
}

// MatrixView is who can what.
type MatrixView struct {
	Skills []SkillView `json:"skills"`
	Rows   []MatrixRow `json:"rows"`
}

// CellForm is one cell of the matrix.
type CellForm struct {
	User  id.User  `json:"user"`
	Skill id.Skill `json:"skill"`
	Level int      `json:"level" minimum:"0" maximum:"5" doc:"0: cannot"`
}

// MatrixForm is the cells that change; all others stay.
type MatrixForm struct {
	Cells []CellForm `json:"cells,omitempty" maxItems:"20000"`
}

// PasteForm is a table copied from a sheet, columns separated by tabs: skills by name in the
// first row, agents by login or name in the first column, levels in the cells.
type PasteForm struct {
	Text string `json:"text,omitempty" maxLength:"1000000"`
	Save bool   `json:"save,omitempty" doc:"false: only say what would happen"`
}

// PasteView is what the table does. With troubles nothing was saved.
type PasteView struct {
	Troubles []Trouble `json:"troubles" doc:"At most 100"`
	Agents   int       `json:"agents" doc:"Whose skills change"`
	Cells    int       `json:"cells" doc:"That change"`
	Saved    bool      `json:"saved"`
}

type (
	matrixOne struct{ Body MatrixView }
	matrixIn  struct{ Body MatrixForm }
	pasteIn   struct{ Body PasteForm }
	pasteOut  struct{ Body PasteView }
)

// maxPaste is 20,000 cells with the names around them.
const maxPaste = 2 << 20

// editors change who can what: the role matrix gives skills to both.
func editors() httpd.Roles { return httpd.Roles{httpd.Supervisor, httpd.Administrator} }

func (s *Service) matrixRoutes(api *httpd.API) {
	op := func(method, path, name, summary string) httpd.Operation {
		return httpd.Operation{ID: name, Method: method, Path: path, Tag: "user", Summary: summary, Roles: editors(), MaxBody: maxPaste}
	}
	httpd.Register(api, op("GET", "/skill-matrix", "get-skill-matrix", "Who can what"), s.getMatrix)
	httpd.Register(api, op("PUT", "/skill-matrix", "change-skill-matrix", "Change many cells at once, all or none"), s.putMatrix)
	httpd.Register(api, op("POST", "/skill-matrix/paste", "paste-skill-matrix", "Take a table copied from a sheet"), s.postPaste)
}

func (s *Service) matrix(ctx context.Context) (*matrixOne, error) {
	known, err := s.Skills(ctx)
	if err != nil {
		return nil, err
	}
	all, err := s.Users(ctx)
	out := &matrixOne{MatrixView{Skills: []SkillView{}, Rows: []MatrixRow{}}}
	for _, k := range known {
		out.Body.Skills = append(out.Body.Skills, SkillView(k))
	}
	for _, u := range all {
		if u.isAgent() {
			out.Body.Rows = append(out.Body.Rows, MatrixRow{u.ID, u.Name, u.Login, u.Team, view(u).Skills})
		}
	}
	return out, err
}

func (s *Service) getMatrix(ctx context.Context, _ *none) (*matrixOne, error) {
	if err := httpd.Require(ctx, id.House, editors()...); err != nil {
		return nil, err
	}
	return s.matrix(ctx)
}

func (s *Service) putMatrix(ctx context.Context, in *matrixIn) (*matrixOne, error) {
	if err := httpd.Require(ctx, id.House, editors()...); err != nil {
		return nil, err
	}
	cells := make([]Cell, len(in.Body.Cells))
	for i, c := range in.Body.Cells {
		cells[i] = Cell(c)
	}
	if _, _, err := s.SetLevels(ctx, by(ctx), cells); err != nil {
		return nil, err
	}
	return s.matrix(ctx)
}

func (s *Service) postPaste(ctx context.Context, in *pasteIn) (*pasteOut, error) {
	if err := httpd.Require(ctx, id.House, editors()...); err != nil {
		return nil, err
	}
	p, err := s.PasteLevels(ctx, by(ctx), in.Body.Text, in.Body.Save)
	if p.Troubles == nil {
		p.Troubles = []Trouble{}
	}
	return &pasteOut{PasteView(p)}, err
}
