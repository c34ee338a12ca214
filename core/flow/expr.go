package flow

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
	"github.com/expr-lang/expr/vm"
)

// Expressions of menus are a small part of expr-lang's language (docs/decisions/0008): what
// the menu knows, compared, reckoned and put together. No loop, no clock, no function but
// those named here, so that an expression ends after as many steps as it has parts and gives
// the same on every machine.

// Limits of an expression.
const (
	maxExpr      = 500       // letters: longer belongs into the look-up's server
	maxExprNodes = 200       // parts of one
	exprMemory   = 1_000_000 // what the machine counts as memory of one evaluation; strings are limited by maxValue
	maxValue     = 256       // letters of a variable
	maxMemo      = 1_000     // compiled expressions kept
)

// A Moment is the clock as expressions see it, by the zone of the line's hours.
type Moment struct {
	Year, Month, Day, Weekday, Hour, Minute int // Weekday from 1, Monday
}

// A Fault is what is wrong with an expression: a stable code and the piece that it is about.
type Fault struct{ Reason, Detail string }

func (f Fault) Error() string { return f.Reason + " " + f.Detail }

// Faults of expressions.
const (
	faultEmpty    = "expr_empty"
	faultLong     = "expr_too_long"
	faultSyntax   = "expr_syntax"   // Detail: the place, from 1
	faultPiece    = "expr_piece"    // Detail: an operator or construction that menus do not have
	faultFunction = "expr_function" // Detail: a function that menus do not have
	faultTypes    = "expr_types"    // Detail: what does not go together
	faultAnswer   = "expr_not_yes_no"
)

// operators that menus have. What is missing on purpose: matches (an expression in an
// expression), ** (numbers that grow), .. (lists that grow).
func operators() []string {
	return []string{"!", "not", "and", "&&", "or", "||", "==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "in", "not in", "contains", "startsWith", "endsWith"}
}

// builtins that menus have.
func builtins() []string {
	return []string{"len", "abs", "ceil", "floor", "round", "min", "max", "trim", "trimPrefix", "trimSuffix", "upper", "lower", "indexOf", "hasPrefix", "hasSuffix", "string"}
}

// ours are functions of our own: texts that callers type are texts, and become numbers here.
func ours() []string { return []string{"number", "digits"} }

// A compiled expression and the variables that it asks for.
type compiled struct {
	program *vm.Program
	asks    []string
}

// compile checks an expression of a menu and makes it ready. Names that are not of the world
// are variables, which are texts; yesNo: its value must be true or false.
func compile(source string, yesNo bool) (*compiled, error) {
	switch {
	case strings.TrimSpace(source) == "":
		return nil, Fault{Reason: faultEmpty}
	case len([]rune(source)) > maxExpr:
		return nil, Fault{faultLong, strconv.Itoa(maxExpr)}
	}
	tree, err := parser.Parse(source)
	if err != nil {
		return nil, syntax(err)
	}
	look := &inspector{}
	ast.Walk(&tree.Node, look)
	if look.fault != nil {
		return nil, *look.fault
	}
	if look.nodes > maxExprNodes {
		return nil, Fault{faultLong, strconv.Itoa(maxExprNodes)}
	}
	options := []expr.Option{expr.Env(world(Moment{}, nowhere{}, look.asks, nil)), expr.MaxNodes(maxExprNodes), expr.DisableAllBuiltins(),
		expr.Function("number", number, new(func(string) float64)), expr.Function("digits", digits, new(func(string) string))}
	for _, name := range builtins() {
		options = append(options, expr.EnableBuiltin(name))
	}
	if yesNo {
		options = append(options, expr.AsBool())
	}
	program, err := expr.Compile(source, options...)
	if err != nil {
		return nil, mismatch(err)
	}
	return &compiled{program, look.asks}, nil
}

// An inspector lets only pieces pass that menus have, and collects the variables.
type inspector struct {
	fault *Fault
	nodes int
	asks  []string
}

// Visit implements ast.Visitor.
func (i *inspector) Visit(node *ast.Node) {
	i.nodes++
	switch n := (*node).(type) {
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.StringNode, *ast.ArrayNode, *ast.ConditionalNode:
	case *ast.UnaryNode:
		i.only(operators(), n.Operator, faultPiece)
	case *ast.BinaryNode:
		i.only(operators(), n.Operator, faultPiece)
	case *ast.BuiltinNode:
		i.only(builtins(), n.Name, faultFunction)
	case *ast.CallNode:
		i.only(ours(), n.Callee.String(), faultFunction)
	case *ast.IdentifierNode:
		if !slices.Contains(ours(), n.Value) && !slices.Contains(worldNames(), n.Value) && !slices.Contains(i.asks, n.Value) {
			i.asks = append(i.asks, n.Value)
		}
	default:
		i.refuse(faultPiece, n.String())
	}
}

func (i *inspector) only(list []string, name, reason string) {
	if !slices.Contains(list, name) {
		i.refuse(reason, name)
	}
}

func (i *inspector) refuse(reason, detail string) {
	if i.fault == nil {
		i.fault = &Fault{reason, detail}
	}
}

// worldNames are what expressions know beside variables.
func worldNames() []string {
	return []string{"year", "month", "day", "weekday", "hour", "minute", "known", "callable"}
}

// world is what an expression sees: the moment, the caller, and the variables as texts.
func world(m Moment, w World, asks []string, get func(string) string) map[string]any {
	env := map[string]any{
		"year": m.Year, "month": m.Month, "day": m.Day, "weekday": m.Weekday, "hour": m.Hour, "minute": m.Minute,
		"known": w.Known(), "callable": w.Callable(),
	}
	for _, name := range asks {
		if env[name] = ""; get != nil {
			env[name] = get(name)
		}
	}
	return env
}

// syntax tells where an expression cannot be read on.
func syntax(err error) Fault {
	var at *file.Error
	if errors.As(err, &at) {
		return Fault{faultSyntax, strconv.Itoa(at.Column + 1)}
	}
	return Fault{Reason: faultSyntax}
}

// mismatch tells what does not go together, without the library's own sentence around it.
func mismatch(err error) Fault {
	word := err.Error()
	var at *file.Error
	if errors.As(err, &at) {
		word = at.Message
	}
	if strings.HasPrefix(word, "expected bool") {
		return Fault{Reason: faultAnswer}
	}
	if _, types, ok := strings.Cut(word, "(mismatched types "); ok {
		op := strings.Fields(strings.TrimPrefix(word, "invalid operation: "))[0]
		left, right, _ := strings.Cut(strings.TrimSuffix(types, ")"), " and ")
		word = left + " " + op + " " + right
	}
	return Fault{faultTypes, word}
}

// number is what a text says in digits, 0 when it says none.
func number(params ...any) (any, error) {
	text, _ := params[0].(string)
	v, err := strconv.ParseFloat(strings.TrimSpace(strings.Replace(text, ",", ".", 1)), 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return 0.0, nil
	}
	return v, nil
}

// digits is the text without all that is no digit.
func digits(params ...any) (any, error) {
	text, _ := params[0].(string)
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text), nil
}

// A Memo keeps expressions that were compiled before. It is no part of the state: with or
// without it the same comes out. The zero value is empty.
type Memo struct{ list map[string]*compiled }

func (m *Memo) compile(source string) *compiled {
	if c, ok := m.list[source]; ok {
		return c
	}
	c, err := compile(source, false)
	if err != nil {
		c = nil // was checked before it was published; a node without a value goes on by Else
	}
	if m.list == nil || len(m.list) >= maxMemo {
		m.list = map[string]*compiled{}
	}
	m.list[source] = c
	return c
}

// value is what an expression gives as a text; ok is false when it gives nothing: it cannot
// be compiled, or fails over what the variables hold.
func (r *Run) value(source string, out *Out) (text string, ok bool) {
	memo := out.Memo
	if memo == nil {
		memo = &Memo{}
	}
	c := memo.compile(source)
	if c == nil {
		return "", false
	}
	w := out.world()
	machine := vm.VM{MemoryBudget: exprMemory}
	v, err := machine.Run(c.program, world(w.Moment(), w, c.asks, r.get))
	if err != nil {
		return "", false
	}
	switch v := v.(type) {
	case string:
		return cut(v), true
	case bool:
		return strconv.FormatBool(v), true
	case int:
		return strconv.Itoa(v), true
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return "", false
		}
		return strconv.FormatFloat(v, 'f', -1, 64), true
	}
	return "", false
}

// cut limits what a variable holds.
func cut(text string) string {
	text = strings.ToValidUTF8(text, "")
	if n := []rune(text); len(n) > maxValue {
		return string(n[:maxValue])
	}
	return text
}

// ExprFault is what is wrong with an expression, nil when nothing is.
func ExprFault(source string, yesNo bool) *Fault {
	_, err := compile(source, yesNo)
	var f Fault
	switch {
	case err == nil:
		return nil
	case errors.As(err, &f):
		return &f
	}
	return &Fault{faultTypes, fmt.Sprint(err)}
}
