package app

import (
	"go/ast"
	"go/types"
	"testing"

	"golang.org/x/tools/go/packages"
)

// TestTheCoreNeverWalksAMap holds house.md 3: the order of a map is chance, and one walk over
// one made a toy's same seed end differently.
func TestTheCoreNeverWalksAMap(t *testing.T) {
	cfg := &packages.Config{Mode: packages.NeedTypes | packages.NeedTypesInfo | packages.NeedSyntax | packages.NeedName | packages.NeedImports | packages.NeedDeps}
	pkgs, err := packages.Load(cfg, "gudok/core/...")
	if err != nil || packages.PrintErrors(pkgs) > 0 {
		t.Fatalf("core does not load: %v", err)
	}
	if len(pkgs) < 6 {
		t.Fatalf("only %d packages of the core found", len(pkgs))
	}
	for _, p := range pkgs {
		for _, f := range p.Syntax {
			ast.Inspect(f, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.RangeStmt:
					if _, isMap := p.TypesInfo.TypeOf(n.X).Underlying().(*types.Map); isMap {
						t.Errorf("%s: walks a map", p.Fset.Position(n.Pos()))
					}
				case *ast.SelectorExpr:
					if f, ok := p.TypesInfo.Uses[n.Sel].(*types.Func); ok && f.Pkg() != nil && f.Pkg().Path() == "maps" {
						t.Errorf("%s: walks a map by maps.%s", p.Fset.Position(n.Pos()), f.Name())
					}
				}
				return true
			})
		}
	}
}
